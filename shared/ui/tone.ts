/** What a colour means. The same five words name roles in tokens.css, plus `neutral` for none of them. */
export type Tone = 'neutral' | 'accent' | 'positive' | 'warning' | 'danger' | 'info';

/** A tint with its own readable text, for badges, banners and notes. */
export const softToneClass: Record<Tone, string> = {
  neutral: 'bg-sunken text-muted',
  accent: 'bg-accent-soft text-accent',
  positive: 'bg-positive-soft text-positive',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
  info: 'bg-info-soft text-info',
};

/** A full fill with its on-colour, for what must be seen from two metres. */
export const solidToneClass: Record<Tone, string> = {
  neutral: 'bg-inverse text-on-inverse',
  accent: 'bg-accent text-on-accent',
  positive: 'bg-positive text-on-positive',
  warning: 'bg-warning text-on-warning',
  danger: 'bg-danger text-on-danger',
  info: 'bg-info text-on-info',
};

/** Text in the tone's colour on any surface. */
export const textToneClass: Record<Tone, string> = {
  neutral: 'text-ink',
  accent: 'text-accent',
  positive: 'text-positive',
  warning: 'text-warning',
  danger: 'text-danger',
  info: 'text-info',
};
