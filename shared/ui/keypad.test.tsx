// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { Keypad, type KeypadProps } from './keypad.tsx';

afterEach(cleanup);

function CashPad(props: Partial<KeypadProps> & { onValue?: (valueMinor: number | null) => void }): ReactElement {
  const { onValue, ...rest } = props;
  const [valueMinor, setValueMinor] = useState<number | null>(null);
  return (
    <Keypad
      label="Cash received"
      valueMinor={valueMinor}
      onChange={(next) => {
        setValueMinor(next);
        onValue?.(next);
      }}
      {...rest}
    />
  );
}

const tap = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const shown = (): string | null => screen.getByRole('status').textContent;

describe('the money keypad', () => {
  test('takes digits from the small end, as a cash register does', () => {
    render(<CashPad />);
    expect(shown()).toBe('$0.00');
    for (const key of ['4', '2', '1', '0']) tap(key);
    expect(shown()).toBe('$42.10');
    tap('00');
    expect(shown()).toBe('$4,210.00');
  });

  test('shows what is due until something is typed', () => {
    render(<CashPad placeholderMinor={4210} />);
    expect(shown()).toBe('$42.10');
    tap('5');
    expect(shown()).toBe('$0.05');
  });

  test('erasing the last digit leaves it empty, not zero', () => {
    const onValue = vi.fn();
    render(<CashPad onValue={onValue} />);
    tap('7');
    tap('Delete last digit');
    expect(onValue.mock.calls).toEqual([[7], [null]]);
  });

  test('a quick amount replaces what was typed', () => {
    const onSubmit = vi.fn();
    render(<CashPad onSubmit={onSubmit} quickAmounts={[{ amountMinor: 4210 }, { amountMinor: 5000 }]} />);
    tap('9');
    tap('$50.00');
    expect(shown()).toBe('$50.00');
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test('a quick amount that is the whole answer submits at once', () => {
    const onSubmit = vi.fn();
    render(<CashPad onSubmit={onSubmit} quickAmountsSubmit quickAmounts={[{ amountMinor: 4210, label: 'Exact' }]} />);
    tap('Exact');
    expect(onSubmit.mock.calls).toEqual([[4210]]);
  });

  test('is worked by the number block, Enter and Escape', () => {
    const onSubmit = vi.fn();
    render(<CashPad onSubmit={onSubmit} />);
    const pad = screen.getByRole('group', { name: 'Cash received' });
    for (const key of ['5', '0', '0']) fireEvent.keyDown(pad, { key });
    fireEvent.keyDown(pad, { key: 'Enter' });
    expect(onSubmit.mock.calls).toEqual([[500]]);
    fireEvent.keyDown(pad, { key: 'Escape' });
    expect(shown()).toBe('$0.00');
    fireEvent.keyDown(pad, { key: 'Enter' });
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  test('refuses the digit that would go over the limit', () => {
    render(<CashPad maxMinor={9_999} />);
    for (const key of ['1', '2', '3', '4', '5']) tap(key);
    expect(shown()).toBe('$12.34');
  });

  test('counts in whole yen where there are no cents', () => {
    render(<CashPad currency="JPY" />);
    for (const key of ['1', '2', '00']) tap(key);
    expect(shown()).toContain('1,200');
  });
});
