/**
 * A file of orders that a restaurant really sold, whatever it was exported from, as the replay understands it.
 * A "line" is a row of the file. Money is integer minor units; times are local to the restaurant, without an offset.
 */
export interface FileModifier {
    name: string;
    priceMinor: number;
    quantity: number;
}
export interface FileLine {
    /** Row of the file, counted from 1 with the header, for messages. */
    row: number;
    item: string;
    variant: string;
    category: string;
    modifiers: FileModifier[];
    /** Exact decimal, at most three places. */
    quantity: string;
    /** One of it, without modifiers. */
    unitPriceMinor: number;
}
export interface FileOrder {
    orderId: string;
    /** `YYYY-MM-DDTHH:MM:SS`, local. */
    orderedAt: string;
    orderType: string;
    lines: FileLine[];
}
export interface RowProblem {
    row: number;
    reason: string;
}
export interface OrderFile {
    format: 'pizzaplace' | 'neutral';
    /** In the order of their times; orders of one time keep the file's order. */
    orders: FileOrder[];
}
/** Figures that every place which holds the orders must agree on, to the cent. */
export interface Figures {
    orders: number;
    lines: number;
    /** Exact decimal. */
    quantity: string;
    /** Before tax. */
    revenueMinor: number;
}
