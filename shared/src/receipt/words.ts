/** The words on paper. One entry a language; the words for figures come from `Intl`. */
export interface PaperWords {
  order: string;
  copy: string;
  /** Before the name of the printer that this one stands in for. */
  backupFor: string;
  voided: string;
  servedBy: string;
  guests: string;
  each: string;
  onTheHouse: string;
  subtotal: string;
  total: string;
  includes: string;
  net: string;
  tip: string;
  rounding: string;
  cash: string;
  card: string;
  tendered: string;
  change: string;
  refund: string;
  reference: string;
  addition: string;
  cancelled: string;
  /** `2 of 3`, as in "2 of 3 taken back". */
  of: string;
  alsoAt: string;
  seat: string;
  course: string;
  xReport: string;
  zReport: string;
  supplement: string;
  till: string;
  businessDay: string;
  opened: string;
  taken: string;
  orders: string;
  revenue: string;
  taxes: string;
  discounts: string;
  comps: string;
  voids: string;
  refunds: string;
  tips: string;
  float: string;
  paidIn: string;
  paidOut: string;
  cashSales: string;
  cashTips: string;
  cashRefunds: string;
  expected: string;
  counted: string;
  over: string;
  short: string;
  grandTotal: string;
  columns: string;
  drawer: string;
  testPrint: string;
  testPrintDone: string;
}

const english: PaperWords = {
  order: 'Order',
  copy: 'COPY',
  backupFor: 'BACKUP FOR',
  voided: 'VOID',
  servedBy: 'Served by',
  guests: 'Guests',
  each: 'each',
  onTheHouse: 'On the house',
  subtotal: 'Subtotal',
  total: 'Total',
  includes: 'Includes',
  net: 'net',
  tip: 'Tip',
  rounding: 'Rounding',
  cash: 'Cash',
  card: 'Card',
  tendered: 'Received',
  change: 'Change',
  refund: 'REFUND',
  reference: 'Ref',
  addition: 'ADD',
  cancelled: 'CANCEL',
  of: 'of',
  alsoAt: 'ALSO AT',
  seat: 'Seat',
  course: 'Course',
  xReport: 'X report',
  zReport: 'Z report',
  supplement: 'Supplement',
  till: 'Till',
  businessDay: 'Business day',
  opened: 'Opened',
  taken: 'Taken',
  orders: 'Orders',
  revenue: 'Revenue before tax',
  taxes: 'Tax',
  discounts: 'Discounts',
  comps: 'Comps',
  voids: 'Voids',
  refunds: 'Refunds',
  tips: 'Tips',
  float: 'Float',
  paidIn: 'Paid in',
  paidOut: 'Paid out',
  cashSales: 'Cash sales',
  cashTips: 'Cash tips',
  cashRefunds: 'Cash refunds',
  expected: 'Expected in drawer',
  counted: 'Counted',
  over: 'Over',
  short: 'Short',
  grandTotal: 'Grand total',
  columns: 'Columns',
  drawer: 'Drawer',
  testPrint: 'Test print',
  testPrintDone: 'If you can read this, the printer works.',
};

const german: PaperWords = {
  order: 'Bestellung',
  copy: 'KOPIE',
  backupFor: 'ERSATZ FÜR',
  voided: 'STORNIERT',
  servedBy: 'Es bediente Sie',
  guests: 'Gäste',
  each: 'je',
  onTheHouse: 'Aufs Haus',
  subtotal: 'Zwischensumme',
  total: 'Summe',
  includes: 'Enthält',
  net: 'netto',
  tip: 'Trinkgeld',
  rounding: 'Rundung',
  cash: 'Bar',
  card: 'Karte',
  tendered: 'Gegeben',
  change: 'Rückgeld',
  refund: 'ERSTATTUNG',
  reference: 'Ref',
  addition: 'NACHBESTELLUNG',
  cancelled: 'STORNO',
  of: 'von',
  alsoAt: 'AUCH AN',
  seat: 'Platz',
  course: 'Gang',
  xReport: 'X-Bericht',
  zReport: 'Z-Bericht',
  supplement: 'Nachtrag',
  till: 'Kasse',
  businessDay: 'Geschäftstag',
  opened: 'Eröffnet',
  taken: 'Erstellt',
  orders: 'Bestellungen',
  revenue: 'Umsatz netto',
  taxes: 'Steuer',
  discounts: 'Rabatte',
  comps: 'Aufs Haus',
  voids: 'Stornos',
  refunds: 'Erstattungen',
  tips: 'Trinkgelder',
  float: 'Wechselgeld',
  paidIn: 'Einlagen',
  paidOut: 'Entnahmen',
  cashSales: 'Bareinnahmen',
  cashTips: 'Trinkgeld bar',
  cashRefunds: 'Barerstattungen',
  expected: 'Soll in der Lade',
  counted: 'Gezählt',
  over: 'Überschuss',
  short: 'Fehlbetrag',
  grandTotal: 'Gesamtumsatz',
  columns: 'Spalten',
  drawer: 'Lade',
  testPrint: 'Testdruck',
  testPrintDone: 'Wenn Sie das lesen können, funktioniert der Drucker.',
};

const spanish: PaperWords = {
  order: 'Pedido',
  copy: 'COPIA',
  backupFor: 'EN LUGAR DE',
  voided: 'ANULADO',
  servedBy: 'Le atendió',
  guests: 'Comensales',
  each: 'c/u',
  onTheHouse: 'Invitación de la casa',
  subtotal: 'Subtotal',
  total: 'Total',
  includes: 'Incluye',
  net: 'base',
  tip: 'Propina',
  rounding: 'Redondeo',
  cash: 'Efectivo',
  card: 'Tarjeta',
  tendered: 'Recibido',
  change: 'Cambio',
  refund: 'DEVOLUCIÓN',
  reference: 'Ref',
  addition: 'AÑADIR',
  cancelled: 'ANULAR',
  of: 'de',
  alsoAt: 'TAMBIÉN EN',
  seat: 'Asiento',
  course: 'Tiempo',
  xReport: 'Informe X',
  zReport: 'Informe Z',
  supplement: 'Suplemento',
  till: 'Caja',
  businessDay: 'Día de venta',
  opened: 'Apertura',
  taken: 'Emitido',
  orders: 'Pedidos',
  revenue: 'Ventas sin impuestos',
  taxes: 'Impuestos',
  discounts: 'Descuentos',
  comps: 'Invitaciones',
  voids: 'Anulaciones',
  refunds: 'Devoluciones',
  tips: 'Propinas',
  float: 'Fondo de caja',
  paidIn: 'Entradas',
  paidOut: 'Salidas',
  cashSales: 'Ventas en efectivo',
  cashTips: 'Propinas en efectivo',
  cashRefunds: 'Devoluciones en efectivo',
  expected: 'Esperado en caja',
  counted: 'Contado',
  over: 'Sobrante',
  short: 'Faltante',
  grandTotal: 'Gran total',
  columns: 'Columnas',
  drawer: 'Cajón',
  testPrint: 'Prueba de impresión',
  testPrintDone: 'Si puede leer esto, la impresora funciona.',
};

const arabic: PaperWords = {
  order: 'طلب',
  copy: 'نسخة',
  backupFor: 'بدلا من',
  voided: 'ملغى',
  servedBy: 'خدمكم',
  guests: 'الضيوف',
  each: 'للواحد',
  onTheHouse: 'ضيافة',
  subtotal: 'المجموع الفرعي',
  total: 'الإجمالي',
  includes: 'يشمل',
  net: 'الصافي',
  tip: 'إكرامية',
  rounding: 'تقريب',
  cash: 'نقدا',
  card: 'بطاقة',
  tendered: 'المبلغ المستلم',
  change: 'الباقي',
  refund: 'استرداد',
  reference: 'Ref',
  addition: 'إضافة',
  cancelled: 'إلغاء',
  of: 'من',
  alsoAt: 'أيضا في',
  seat: 'مقعد',
  course: 'طبق',
  xReport: 'تقرير X',
  zReport: 'تقرير Z',
  supplement: 'ملحق',
  till: 'الصندوق',
  businessDay: 'يوم العمل',
  opened: 'فتح',
  taken: 'صدر',
  orders: 'الطلبات',
  revenue: 'المبيعات قبل الضريبة',
  taxes: 'الضريبة',
  discounts: 'الخصومات',
  comps: 'الضيافة',
  voids: 'الإلغاءات',
  refunds: 'المستردات',
  tips: 'الإكراميات',
  float: 'رصيد البداية',
  paidIn: 'إيداع',
  paidOut: 'سحب',
  cashSales: 'مبيعات نقدية',
  cashTips: 'إكراميات نقدية',
  cashRefunds: 'مستردات نقدية',
  expected: 'المتوقع في الدرج',
  counted: 'المعدود',
  over: 'زيادة',
  short: 'نقص',
  grandTotal: 'الإجمالي العام',
  columns: 'الأعمدة',
  drawer: 'الدرج',
  testPrint: 'طباعة تجريبية',
  testPrintDone: 'إذا أمكنك قراءة هذا فالطابعة تعمل.',
};

export const paperWords: Readonly<Record<'en' | 'de' | 'es' | 'ar', PaperWords>> = {
  en: english,
  de: german,
  es: spanish,
  ar: arabic,
};

/** The words of a locale's language; English where there are none. */
export function wordsFor(locale: string): PaperWords {
  const language = locale.split('-', 1)[0]?.toLowerCase() ?? '';
  return Object.hasOwn(paperWords, language) ? paperWords[language as keyof typeof paperWords] : english;
}
