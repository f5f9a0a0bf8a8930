// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ThemeSwitch } from './theme-switch.tsx';
import { initTheme, setThemePreference } from './use-theme.ts';

const themeOfPage = (): string | undefined => document.documentElement.dataset['theme'];

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('the theme', () => {
  test("is the program's own until someone chooses, and then the choice stays on the device", () => {
    initTheme('dark');
    expect(themeOfPage()).toBe('dark');
    setThemePreference('light');
    initTheme('dark');
    expect(themeOfPage()).toBe('light');
  });

  test('follows the machine when asked to', () => {
    initTheme('dark');
    act(() => setThemePreference('system'));
    expect(themeOfPage()).toBeUndefined();
  });

  test('works where nothing can be stored', () => {
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    initTheme('dark');
    setThemePreference('light');
    expect(themeOfPage()).toBe('light');
  });

  test('is switched by hand', () => {
    initTheme('light');
    render(<ThemeSwitch />);
    expect(screen.getByRole('radio', { name: 'Light' })).toHaveProperty('checked', true);
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    expect(themeOfPage()).toBe('dark');
    expect(screen.getByRole('radio', { name: 'Dark' })).toHaveProperty('checked', true);
  });
});
