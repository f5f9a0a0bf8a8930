/** How many steps of a printer's own clock a drawer's pulse takes: at least one, and no more than the command holds. */
export function pulseSteps(durationMs: number, stepMs: number, maxSteps: number): number {
  return Math.min(Math.max(Math.round(durationMs / stepMs), 1), maxSteps);
}
