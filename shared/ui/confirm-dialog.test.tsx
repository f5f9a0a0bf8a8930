// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import './jsdom-gaps.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

afterEach(cleanup);

function show(onConfirm: () => void | Promise<void>): { onCancel: ReturnType<typeof vi.fn> } {
  const onCancel = vi.fn();
  render(
    <ConfirmDialog
      isOpen
      title="Void 2 lines?"
      confirmLabel="Void 2 lines"
      cancelLabel="Keep them"
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      The kitchen has them already.
    </ConfirmDialog>,
  );
  return { onCancel };
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('a confirmation', () => {
  test('is announced with its question, and the focus starts on the way back', () => {
    show(() => undefined);
    expect(screen.getByRole('alertdialog', { name: 'Void 2 lines?' })).toBeDefined();
    expect(document.activeElement).toBe(button('Keep them'));
  });

  test('does the verb once', async () => {
    const onConfirm = vi.fn();
    const { onCancel } = show(onConfirm);
    await act(async () => fireEvent.click(button('Void 2 lines')));
    expect(onConfirm).toHaveBeenCalledTimes(1);
    expect(onCancel).not.toHaveBeenCalled();
  });

  test('Escape keeps things as they are', () => {
    const onConfirm = vi.fn();
    const { onCancel } = show(onConfirm);
    fireEvent.keyDown(button('Keep them'), { key: 'Escape' });
    expect(onCancel).toHaveBeenCalledTimes(1);
    expect(onConfirm).not.toHaveBeenCalled();
  });

  test('while it works it can neither be confirmed again nor left', async () => {
    let finish: () => void = () => undefined;
    const onConfirm = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { onCancel } = show(onConfirm);
    const confirm = button('Void 2 lines');
    await act(async () => fireEvent.click(confirm));
    fireEvent.click(confirm);
    fireEvent.click(button('Keep them'));
    fireEvent.keyDown(confirm, { key: 'Escape' });
    expect(onConfirm).toHaveBeenCalledTimes(1);
    expect(onCancel).not.toHaveBeenCalled();
    await act(async () => finish());
    fireEvent.click(button('Keep them'));
    expect(onCancel).toHaveBeenCalledTimes(1);
  });
});
