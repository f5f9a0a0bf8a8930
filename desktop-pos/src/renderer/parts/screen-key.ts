/**
 * Whether a key belongs to the screen as a whole: nothing has used it, no field takes it, and no sheet, menu or list lies over the
 * screen. `field`: one that works together with the screen, as the search does.
 */
export function isScreenKey(event: KeyboardEvent, field: HTMLElement | null = null): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.defaultPrevented) return false;
  if (document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null)
    return false;
  const target = event.target as HTMLElement;
  return target === field || target.closest('input, textarea, select, [contenteditable]') === null;
}

/** Enter on a button is that button's own. */
export function isOnButton(event: KeyboardEvent): boolean {
  return (event.target as HTMLElement).closest('button, a') !== null;
}
