// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createI18n } from './i18n.ts';
import { NumberField } from './number-field.tsx';
import { UiProvider } from './ui-provider.tsx';

afterEach(cleanup);

function typeInto(input: HTMLElement, text: string): void {
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
  fireEvent.blur(input);
}

describe('the number field', () => {
  test("reads a figure as the reader's language writes it", () => {
    const onChange = vi.fn();
    render(
      <UiProvider locale="de-DE" currency="EUR" timeZone="Europe/Berlin" i18n={createI18n({ locale: 'de-DE' })}>
        <NumberField label="Preis" value={null} onChange={onChange} />
      </UiProvider>,
    );
    typeInto(screen.getByLabelText('Preis'), '1.234,5');
    expect(onChange.mock.calls).toEqual([[1234.5]]);
  });

  test('an emptied field is null, not zero', () => {
    const onChange = vi.fn();
    render(<NumberField label="Covers" value={4} onChange={onChange} />);
    typeInto(screen.getByLabelText('Covers'), '');
    expect(onChange.mock.calls).toEqual([[null]]);
  });

  test('brings a figure beyond the limit back to the limit', () => {
    const onChange = vi.fn();
    render(<NumberField label="Covers" min={1} max={40} value={4} onChange={onChange} />);
    typeInto(screen.getByLabelText('Covers'), '400');
    expect(onChange.mock.calls).toEqual([[40]]);
  });

  test('steps with its buttons and stops at the end', () => {
    const onChange = vi.fn();
    render(<NumberField label="Covers" steppers min={1} max={5} value={5} onChange={onChange} />);
    const [decrease, increase] = screen.getAllByRole('button');
    expect(increase).toHaveProperty('disabled', true);
    if (decrease !== undefined) fireEvent.click(decrease);
    expect(onChange.mock.calls).toEqual([[4]]);
  });

  test('says what is wrong beside the field and marks it', () => {
    render(
      <NumberField label="Float" value={null} onChange={() => undefined} errorMessage="Count the drawer first." />,
    );
    const input = screen.getByLabelText('Float');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const notes = (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent);
    expect(notes).toContain('Count the drawer first.');
  });
});
