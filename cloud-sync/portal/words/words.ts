import type { AppResources } from '@auraconnect/shared/ui/i18n.ts';
import { en } from './en.ts';

export const words: AppResources = { en: { app: en } };
