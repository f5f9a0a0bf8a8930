import { bar, big, bold, cut, feed, indent, lineRow, row, rule, text } from '@auraconnect/shared/receipt/blocks.ts';
import type { PrintDocument } from '@auraconnect/shared/receipt/document.ts';
import { figuresFor } from '@auraconnect/shared/receipt/figures.ts';
import { wordsFor } from '@auraconnect/shared/receipt/words.ts';

interface Sample {
  locale: string;
  currency: string;
  name: string;
  address: string;
  /** Two of the first, one of each other. */
  dishes: readonly (readonly [name: string, amountMinor: number])[];
  extra: string;
  thanks: string;
}

const samples: readonly Sample[] = [
  {
    locale: 'ar-EG',
    currency: 'EGP',
    name: 'مطعم النيل',
    address: 'شارع التحرير 12، القاهرة',
    dishes: [
      ['شاي بالنعناع', 5000],
      ['كشري كبير مع صلصة حارة وبصل مقلي إضافي', 12050],
      ['Coca-Cola', 2500],
    ],
    extra: '+ خبز بلدي',
    thanks: 'شكرا لزيارتكم ☕',
  },
  {
    locale: 'ar-MA',
    currency: 'MAD',
    name: 'مقهى الأطلس',
    address: 'شارع محمد الخامس 7، الرباط',
    dishes: [
      ['أتاي بالنعناع', 3000],
      ['طاجين دجاج بالليمون', 8550],
    ],
    extra: '+ بدون سكر',
    thanks: 'إلى اللقاء',
  },
  {
    locale: 'he-IL',
    currency: 'ILS',
    name: 'מסעדת הנמל',
    address: 'רחוב הירקון 5, תל אביב',
    dishes: [
      ['חומוס עם פטריות', 7800],
      ['שקשוקה חריפה (3 ביצים)', 5200],
      ['Espresso', 1200],
    ],
    extra: '+ פיתה',
    thanks: 'תודה ולהתראות 🍷',
  },
  {
    locale: 'th-TH',
    currency: 'THB',
    name: 'ครัวคุณแม่',
    address: '88 ถนนสุขุมวิท กรุงเทพฯ',
    dishes: [
      ['ข้าวผัดกุ้ง', 24000],
      ['ต้มยำกุ้งน้ำข้นใส่เห็ดและข่าอ่อน', 18050],
      ['น้ำมะนาวปั่น', 6500],
    ],
    extra: '+ ไข่ดาว ไม่เผ็ด',
    thanks: 'ขอบคุณค่ะ 🙏',
  },
  {
    locale: 'ja-JP',
    currency: 'JPY',
    name: '天ぷら さくら亭',
    address: '東京都中央区銀座4-5-6',
    dishes: [
      ['天ぷら盛り合わせ', 3600],
      ['生ビール（中ジョッキ）', 650],
      ['ﾃﾞｻﾞｰﾄ抹茶アイス', 480],
    ],
    extra: '+ 大盛り',
    thanks: 'ありがとうございました 🍣',
  },
  {
    locale: 'zh-CN',
    currency: 'CNY',
    name: '老北京炸酱面馆',
    address: '北京市东城区王府井大街18号',
    dishes: [
      ['炸酱面', 5600],
      ['宫保鸡丁配米饭和时令蔬菜', 4850],
      ['青岛啤酒', 1200],
    ],
    extra: '+ 少辣，不要香菜',
    thanks: '谢谢惠顾 🥟',
  },
  {
    locale: 'pl-PL',
    currency: 'EUR',
    name: 'Gospoda „Źródło”',
    address: 'ul. Świętego Łukasza 7, Łódź',
    dishes: [
      ['Żurek z jajkiem', 1800],
      ['Gołąbki w sosie pomidorowym z kaszą', 1250],
      ['Śledź w śmietanie', 890],
    ],
    extra: '+ bez cebuli',
    thanks: 'Dziękujemy 🍲 — do zobaczenia!',
  },
  {
    locale: 'de-DE',
    currency: 'EUR',
    name: 'Gasthaus Größe',
    address: 'Königstraße 3, 70173 Stuttgart',
    dishes: [
      ['Käsespätzle mit Röstzwiebeln', 2380],
      ['Weißbier 0,5 l', 480],
      ['Pizza Margherita 🍕', 990],
    ],
    extra: '+ extra Käse',
    thanks: 'Vielen Dank – bis bald! 🍺',
  },
];

/** One receipt in each of the scripts that the project draws, with words and figures of its own language where it has them. */
export function sampleReceipts(): PrintDocument[] {
  return samples.map((sample) => {
    const { locale, currency, name, address, dishes, extra, thanks } = sample;
    const words = wordsFor(locale);
    const figures = figuresFor(locale, currency, 'UTC');
    const totalMinor = dishes.reduce((sum, [, amountMinor]) => sum + amountMinor, 0);
    return {
      kind: 'receipt',
      locale,
      title: name,
      blocks: [
        text(name, 'center', big),
        text(address, 'center'),
        rule(),
        row(`${words.order} ${figures.quantity('117')}`, words.cash, bold),
        text(figures.dateTime('2026-11-28T19:42:00Z')),
        rule(),
        ...dishes.flatMap(([dish, amountMinor], place) => [
          lineRow(figures.quantity(place === 0 ? '2' : '1'), dish, figures.amount(amountMinor)),
          ...(place === 0 ? [text(indent(0) + extra)] : []),
        ]),
        rule(),
        row(words.subtotal, figures.amount(totalMinor)),
        row(words.total, figures.money(totalMinor), big),
        row(words.change, figures.amount(-totalMinor), { ...bold, underline: true }),
        // Where a minus stands is a matter of the currency's letters as well.
        row(words.discounts, figures.money(-totalMinor)),
        text(words.copy, 'center', bar),
        feed(1),
        text(thanks, 'center'),
        { type: 'barcode', symbology: 'ean13', data: '400638133393', heightDots: 48, align: 'center' },
        { type: 'qr', data: 'https://example.com/r/117', moduleDots: 4 },
        feed(2),
        cut,
      ],
    };
  });
}
