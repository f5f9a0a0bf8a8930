import type { CommandPayload, CommandType } from '@auraconnect/shared/protocol/command.ts';
import type { FileLine, FileModifier, FileOrder } from './order-file.ts';
export type Command = {
    [T in CommandType]: {
        type: T;
        payload: CommandPayload<T>;
    };
}[CommandType];
/** How the rows of a file find their way into a store's menu. */
export interface SellableMenu {
    orderTypeId(orderType: string): string;
    /** `menuPriceMinor`: what the store asks for it; a row at another price is sold as an override. */
    item(line: FileLine): {
        itemId: string;
        variantId: string;
        menuPriceMinor: number;
    };
    modifier(itemId: string, modifier: FileModifier): {
        groupId: string;
        modifierId: string;
    };
}
/** The commands that a cashier's taps make for one order of the file, up to the payment. */
export declare function takeOrder(order: FileOrder, menu: SellableMenu, newId: () => string): {
    orderId: string;
    commands: Command[];
};
