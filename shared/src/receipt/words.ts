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

const japanese: PaperWords = {
  order: 'ご注文',
  copy: '控え',
  backupFor: '代替印刷:',
  voided: '取消済み',
  servedBy: '担当',
  guests: '人数',
  each: '単価',
  onTheHouse: 'サービス',
  subtotal: '小計',
  total: '合計',
  includes: '内',
  net: '税抜',
  tip: 'チップ',
  rounding: '端数調整',
  cash: '現金',
  card: 'カード',
  tendered: 'お預り',
  change: 'お釣り',
  refund: '返金',
  reference: 'Ref',
  addition: '追加',
  cancelled: '取消',
  of: '/',
  alsoAt: '他の担当',
  seat: '席',
  course: 'コース',
  xReport: '点検レポート (X)',
  zReport: '精算レポート (Z)',
  supplement: '追補',
  till: 'レジ',
  businessDay: '営業日',
  opened: '開始',
  taken: '発行',
  orders: '注文数',
  revenue: '売上 (税抜)',
  taxes: '税',
  discounts: '割引',
  comps: 'サービス',
  voids: '取消',
  refunds: '返金',
  tips: 'チップ',
  float: '釣銭準備金',
  paidIn: '入金',
  paidOut: '出金',
  cashSales: '現金売上',
  cashTips: '現金チップ',
  cashRefunds: '現金返金',
  expected: 'レジ内の予定額',
  counted: '実際の金額',
  over: '過剰',
  short: '不足',
  grandTotal: '総合計',
  columns: '桁数',
  drawer: 'ドロワー',
  testPrint: 'テスト印刷',
  testPrintDone: 'これが読めれば、プリンターは正常です。',
};

export const paperWords: Readonly<Record<'en' | 'de' | 'es' | 'ar' | 'ja', PaperWords>> = {
  en: english,
  de: german,
  es: spanish,
  ar: arabic,
  ja: japanese,
};

/** The words of a locale's language; English where there are none. */
export function wordsFor(locale: string): PaperWords {
  const language = locale.split('-', 1)[0]?.toLowerCase() ?? '';
  return Object.hasOwn(paperWords, language) ? paperWords[language as keyof typeof paperWords] : english;
}
