// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PinPad } from './pin-pad.tsx';

afterEach(cleanup);

const tap = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const type = (keys: string): void => {
  for (const key of keys) fireEvent.keyDown(screen.getByRole('group'), { key });
};
const spoken = (): string | null => screen.getByRole('status').textContent;

function RefusingPad(): ReactElement {
  const [failedAttempts, setFailedAttempts] = useState(0);
  return (
    <PinPad
      label="PIN"
      failedAttempts={failedAttempts}
      errorMessage={failedAttempts > 0 ? 'That PIN is not known.' : undefined}
      onSubmit={() => setFailedAttempts((count) => count + 1)}
    />
  );
}

describe('the PIN pad', () => {
  test('hands over what was tapped, and only when there are four digits', () => {
    const onSubmit = vi.fn();
    render(<PinPad label="PIN" onSubmit={onSubmit} />);
    for (const digit of ['4', '0', '9']) tap(digit);
    tap('Enter');
    expect(onSubmit).not.toHaveBeenCalled();
    tap('1');
    tap('Enter');
    expect(onSubmit.mock.calls).toEqual([['4091']]);
  });

  test('is worked by a keyboard too, and takes back the last digit', () => {
    const onSubmit = vi.fn();
    render(<PinPad label="PIN" onSubmit={onSubmit} />);
    type('12345');
    fireEvent.keyDown(screen.getByRole('group'), { key: 'Backspace' });
    fireEvent.keyDown(screen.getByRole('group'), { key: 'Enter' });
    expect(onSubmit.mock.calls).toEqual([['1234']]);
  });

  test('takes no ninth digit', () => {
    const onSubmit = vi.fn();
    render(<PinPad label="PIN" onSubmit={onSubmit} />);
    type('123456789');
    fireEvent.keyDown(screen.getByRole('group'), { key: 'Enter' });
    expect(onSubmit.mock.calls).toEqual([['12345678']]);
  });

  test('says how many digits there are and never which', () => {
    const { container } = render(<PinPad label="PIN" onSubmit={() => undefined} />);
    type('77');
    expect(spoken()).toBe('2 digits entered');
    const keys = screen.getAllByRole('button').map((button) => button.textContent);
    expect(container.textContent?.split('7').length).toBe(1 + keys.filter((key) => key === '7').length);
  });

  test('submits by itself where all PINs have one length', () => {
    const onSubmit = vi.fn();
    render(<PinPad label="PIN" autoSubmitLength={4} onSubmit={onSubmit} />);
    for (const digit of ['1', '2', '3', '4']) tap(digit);
    expect(onSubmit.mock.calls).toEqual([['1234']]);
  });

  test('empties itself on a refusal, says so, and is ready for the next try', () => {
    render(<RefusingPad />);
    type('1111');
    tap('Enter');
    expect(screen.getByRole('alert').textContent).toBe('That PIN is not known.');
    expect(spoken()).toBe('0 digits entered');
    type('2');
    expect(spoken()).toBe('1 digit entered');
    expect(screen.getByRole('alert').textContent).toBe('');
  });

  test('a locked pad says why and takes nothing', () => {
    const onSubmit = vi.fn();
    render(<PinPad label="PIN" onSubmit={onSubmit} lockedMessage="Too many tries. Wait 30 s." />);
    type('1234');
    fireEvent.keyDown(screen.getByRole('group'), { key: 'Enter' });
    tap('5');
    expect(screen.getByRole('alert').textContent).toBe('Too many tries. Wait 30 s.');
    expect(onSubmit).not.toHaveBeenCalled();
    expect(spoken()).toBe('0 digits entered');
  });

  test('waits while the answer is on its way', () => {
    const onSubmit = vi.fn();
    const { rerender } = render(<PinPad label="PIN" onSubmit={onSubmit} />);
    type('1234');
    rerender(<PinPad label="PIN" onSubmit={onSubmit} busy />);
    fireEvent.keyDown(screen.getByRole('group'), { key: 'Enter' });
    expect(onSubmit).not.toHaveBeenCalled();
  });
});
