import { printerWords } from './printers/words.ts';

/**
 * The words the shared components say themselves. Plural forms follow i18next's suffixes, which are
 * CLDR's categories: English, German and Spanish need one/other (Spanish also many), Arabic all six.
 */
export interface UiWords {
  close: string;
  cancel: string;
  ok: string;
  undo: string;
  save: string;
  delete: string;
  retry: string;
  clear: string;
  search: string;
  more: string;
  loading: string;
  saving: string;
  enter: string;
  deleteDigit: string;
  increase: string;
  decrease: string;
  choose: string;
  previousPage: string;
  nextPage: string;
  pageRange: string;
  total: string;
  supportCode: string;
  stillWorks: string;
  whatToDo: string;
  language: string;
  theme: string;
  themeLight: string;
  themeDark: string;
  themeAutomatic: string;
  offline: string;
  notifications: string;
  pin: string;
  exactAmount: string;
  crashTitle: string;
  crashStillWorks: string;
  crashWhatToDo: string;
  nothingHere: string;
  up: string;
  down: string;
  unchanged: string;
  [pluralKey: string]: string;
}

const en: UiWords = {
  close: 'Close',
  cancel: 'Cancel',
  ok: 'OK',
  undo: 'Undo',
  save: 'Save',
  delete: 'Delete',
  retry: 'Try again',
  clear: 'Clear',
  search: 'Search',
  more: 'More',
  loading: 'Loading',
  saving: 'Working',
  enter: 'Enter',
  deleteDigit: 'Delete last digit',
  increase: 'More of {{what}}',
  decrease: 'Less of {{what}}',
  choose: 'Choose',
  previousPage: 'Previous page',
  nextPage: 'Next page',
  pageRange: '{{from}}–{{to}} of {{total}}',
  total: 'Total',
  supportCode: 'Code for support: {{code}}',
  stillWorks: 'Still works',
  whatToDo: 'What to do',
  language: 'Language',
  theme: 'Appearance',
  themeLight: 'Light',
  themeDark: 'Dark',
  themeAutomatic: 'Automatic',
  offline: 'Offline',
  notifications: 'Notifications',
  pin: 'PIN',
  exactAmount: 'Exact',
  crashTitle: 'This page stopped working.',
  crashStillWorks: 'Nothing that was saved is lost. The other pages keep working.',
  crashWhatToDo: 'Open the page again. If it happens twice, tell support the code below.',
  nothingHere: 'Nothing here yet',
  up: 'up',
  down: 'down',
  unchanged: 'unchanged',
  digitsEntered_one: '{{count}} digit entered',
  digitsEntered_other: '{{count}} digits entered',
  rows_one: '{{count}} row',
  rows_other: '{{count}} rows',
};

const de: UiWords = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  ok: 'OK',
  undo: 'Rückgängig',
  save: 'Speichern',
  delete: 'Löschen',
  retry: 'Erneut versuchen',
  clear: 'Leeren',
  search: 'Suchen',
  more: 'Mehr',
  loading: 'Wird geladen',
  saving: 'Einen Moment',
  enter: 'Bestätigen',
  deleteDigit: 'Letzte Ziffer löschen',
  increase: '{{what}}: mehr',
  decrease: '{{what}}: weniger',
  choose: 'Auswählen',
  previousPage: 'Vorige Seite',
  nextPage: 'Nächste Seite',
  pageRange: '{{from}}–{{to}} von {{total}}',
  total: 'Summe',
  supportCode: 'Code für den Support: {{code}}',
  stillWorks: 'Funktioniert weiter',
  whatToDo: 'Was jetzt zu tun ist',
  language: 'Sprache',
  theme: 'Darstellung',
  themeLight: 'Hell',
  themeDark: 'Dunkel',
  themeAutomatic: 'Automatisch',
  offline: 'Offline',
  notifications: 'Mitteilungen',
  pin: 'PIN',
  exactAmount: 'Passend',
  crashTitle: 'Diese Seite funktioniert gerade nicht.',
  crashStillWorks: 'Nichts Gespeichertes ist verloren. Die anderen Seiten funktionieren weiter.',
  crashWhatToDo: 'Seite neu öffnen. Passiert es noch einmal, dem Support den Code unten nennen.',
  nothingHere: 'Noch nichts da',
  up: 'gestiegen',
  down: 'gesunken',
  unchanged: 'unverändert',
  digitsEntered_one: '{{count}} Ziffer eingegeben',
  digitsEntered_other: '{{count}} Ziffern eingegeben',
  rows_one: '{{count}} Zeile',
  rows_other: '{{count}} Zeilen',
};

const es: UiWords = {
  close: 'Cerrar',
  cancel: 'Cancelar',
  ok: 'Aceptar',
  undo: 'Deshacer',
  save: 'Guardar',
  delete: 'Borrar',
  retry: 'Reintentar',
  clear: 'Borrar',
  search: 'Buscar',
  more: 'Más',
  loading: 'Cargando',
  saving: 'Un momento',
  enter: 'Confirmar',
  deleteDigit: 'Borrar el último dígito',
  increase: '{{what}}: más',
  decrease: '{{what}}: menos',
  choose: 'Elegir',
  previousPage: 'Página anterior',
  nextPage: 'Página siguiente',
  pageRange: '{{from}}–{{to}} de {{total}}',
  total: 'Total',
  supportCode: 'Código para soporte: {{code}}',
  stillWorks: 'Sigue funcionando',
  whatToDo: 'Qué hacer',
  language: 'Idioma',
  theme: 'Aspecto',
  themeLight: 'Claro',
  themeDark: 'Oscuro',
  themeAutomatic: 'Automático',
  offline: 'Sin conexión',
  notifications: 'Avisos',
  pin: 'PIN',
  exactAmount: 'Exacto',
  crashTitle: 'Esta página ha dejado de funcionar.',
  crashStillWorks: 'No se ha perdido nada guardado. Las demás páginas siguen funcionando.',
  crashWhatToDo: 'Abra la página otra vez. Si vuelve a pasar, dé a soporte el código de abajo.',
  nothingHere: 'Aún no hay nada',
  up: 'sube',
  down: 'baja',
  unchanged: 'sin cambios',
  digitsEntered_one: '{{count}} dígito introducido',
  digitsEntered_many: '{{count}} dígitos introducidos',
  digitsEntered_other: '{{count}} dígitos introducidos',
  rows_one: '{{count}} fila',
  rows_many: '{{count}} de filas',
  rows_other: '{{count}} filas',
};

const ar: UiWords = {
  close: 'إغلاق',
  cancel: 'إلغاء',
  ok: 'حسنًا',
  undo: 'تراجع',
  save: 'حفظ',
  delete: 'حذف',
  retry: 'أعد المحاولة',
  clear: 'مسح',
  search: 'بحث',
  more: 'المزيد',
  loading: 'جارٍ التحميل',
  saving: 'لحظة من فضلك',
  enter: 'تأكيد',
  deleteDigit: 'حذف آخر رقم',
  increase: 'زيادة {{what}}',
  decrease: 'إنقاص {{what}}',
  choose: 'اختر',
  previousPage: 'الصفحة السابقة',
  nextPage: 'الصفحة التالية',
  pageRange: '{{from}}–{{to}} من {{total}}',
  total: 'المجموع',
  supportCode: 'رمز الدعم: {{code}}',
  stillWorks: 'ما زال يعمل',
  whatToDo: 'ما العمل',
  language: 'اللغة',
  theme: 'المظهر',
  themeLight: 'فاتح',
  themeDark: 'داكن',
  themeAutomatic: 'تلقائي',
  offline: 'غير متصل',
  notifications: 'الإشعارات',
  pin: 'رمز الدخول',
  exactAmount: 'المبلغ تمامًا',
  crashTitle: 'توقفت هذه الصفحة عن العمل.',
  crashStillWorks: 'لم يُفقد شيء محفوظ، والصفحات الأخرى ما زالت تعمل.',
  crashWhatToDo: 'افتح الصفحة من جديد. إن تكرر ذلك فأعطِ الدعم الرمز أدناه.',
  nothingHere: 'لا شيء هنا بعد',
  up: 'ارتفاع',
  down: 'انخفاض',
  unchanged: 'بلا تغيير',
  digitsEntered_zero: 'لم يُدخل أي رقم',
  digitsEntered_one: 'أُدخل رقم واحد',
  digitsEntered_two: 'أُدخل رقمان',
  digitsEntered_few: 'أُدخلت {{count}} أرقام',
  digitsEntered_many: 'أُدخل {{count}} رقمًا',
  digitsEntered_other: 'أُدخل {{count}} رقم',
  rows_zero: 'لا صفوف',
  rows_one: 'صف واحد',
  rows_two: 'صفان',
  rows_few: '{{count}} صفوف',
  rows_many: '{{count}} صفًا',
  rows_other: '{{count}} صف',
};

/** The shared words by language; a regional tag (de-AT) falls back to its language, then to English. */
export const uiWords: Record<'en' | 'de' | 'es' | 'ar', UiWords> = {
  en: { ...en, ...printerWords.en },
  de: { ...de, ...printerWords.de },
  es: { ...es, ...printerWords.es },
  ar: { ...ar, ...printerWords.ar },
};
