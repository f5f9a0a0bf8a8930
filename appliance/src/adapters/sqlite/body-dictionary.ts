/**
 * What events look like, for deflate to point back at: canonical JSON of the common ones with their values taken out, the most
 * common last because near is cheap. It belongs to code 1 of `body-codec.ts` for ever: a changed text would make every journal
 * unreadable (a test holds its hash). A better one gets a code of its own.
 */
const lines = [
  '{"complete":false,"entries":[{"deleted":false,"entity":"item","id":"","payload":{"categoryId":"","daypartIds":[],"id":"","kitchenName":null,"modifierGroupIds":[],"name":"","position":0,"sold":true,"stationIds":[""],"taxCategoryId":"","variants":[{"id":"regular","levelPrices":{},"name":"Regular","priceMinor":0}]},"rev":1,"schemaVersion":1}],"handle":null,"offset":null,"source":"store"}',
  '{"deviceId":"","incarnation":"","kind":"pos","name":""}',
  '{"businessDate":"202","previous":"202"}',
  '{"itemId":"","remaining":0}',
  '{"countedMinor":0,"report":{"businessDate":"202","cashRefundsMinor":0,"cashSalesMinor":0,"cashTipsMinor":0,"compMinor":0,"countedMinor":0,"deviceId":"","differenceMinor":0,"discountMinor":0,"expectedMinor":0,"floatMinor":0,"grandTotalMinor":0,"openedAt":"202","openedBy":"","orderCount":0,"paidInMinor":0,"paidOutMinor":0,"refundCount":0,"refundMinor":0,"revenueMinor":0,"sessionId":"","takenAt":"","takenBy":"","taxMinor":0,"taxes":[],"tenders":[],"tipMinor":0,"voidCount":0,"voidMinor":0,"zNumber":1},"sessionId":""}',
  '{"amountMinor":0,"movementId":"","reason":"","sessionId":""}',
  '{"deviceId":"","floatMinor":0,"sessionId":""}',
  '{"orderId":"","refund":{"amountMinor":0,"approvedBy":null,"cashSessionId":"","lines":[{"lineId":"","quantity":"1","revenueMinor":0,"taxMinor":0}],"paymentId":"","reason":"","reference":null,"refundId":"","refundedAt":"","refundedBy":"","tender":"cash","tipMinor":0}}',
  '{"approvedBy":null,"cashSessionId":null,"orderId":"","reason":"","ticketIds":["',
  '{"discount":{"amountMinor":null,"approvedBy":null,"discountId":"","kind":"percent","lineId":null,"name":"","rate":"0.1"},"orderId":"',
  '{"guestCount":null,"label":"","lines":[],"note":"","orderId":"","orderTypeId":"takeaway"}',
  '{"approvedBy":null,"lineId":"","orderId":"","quantity":"1","reason":"","ticketIds":["',
  '{"lastFour":null,"orderId":"","paymentId":"","reference":null,"state":"captured"}',
  '{"orderId":"","ticketIds":["',
  '{"done":true,"lineId":"","ticketId":"',
  '{"by":"screen","deviceId":"","ticketId":"',
  '{"attempt":1,"jobId":"',
  '{"copy":false,"document":"drawer-kick","jobId":"","printerId":"receipt","subject":{"drawerPin":2,"reason":"sale","type":"drawer-kick"}}',
  '{"copy":false,"document":"kitchen-ticket","jobId":"","printerId":"kitchen","subject":{"ticketId":"","type":"kitchen-ticket"}}',
  '{"copy":false,"document":"receipt","jobId":"","printerId":"receipt","subject":{"orderId":"","type":"receipt"}}',
  '{"cashRoundingMinor":1,"currency":"USD","guestCount":null,"label":"","number":"","orderId":"","orderTypeId":"dine-in","taxPolicy":{"mode":"half-up","roundPer":"document"}}',
  '{"orderId":"","payment":{"amountMinor":,"cashSessionId":null,"changeMinor":0,"lastFour":null,"paymentId":"","reference":null,"roundingMinor":0,"state":"intended","takenAt":"202","takenBy":"","tender":"card-external","tenderedMinor":null,"tipMinor":0}}',
  '{"lineIds":["","",""],"orderId":"","sendId":"","tickets":[{"lineIds":["",""],"owner":"screen","stationId":"kitchen","ticketId":""},{"lineIds":[""],"owner":"screen","stationId":"bar","ticketId":""}]}',
  '{"line":{"categoryId":"","countedDown":false,"course":null,"itemId":"","kitchenName":null,"lineId":"","modifiers":[{"depth":0,"groupId":"","kitchenName":null,"modifierId":"","name":"","quantity":1,"taxes":null,"unitPriceMinor":0},{"depth":0,"groupId":"","kitchenName":null,"modifierId":"","name":"","quantity":1,"taxes":null,"unitPriceMinor":0}],"name":"","note":"","override":null,"priceLevelId":null,"quantity":"1","seat":null,"stationIds":["kitchen"],"taxCategoryId":"","taxes":[{"compound":false,"included":false,"name":"Sales tax","rate":"0.0","taxId":""}],"unitPriceMinor":0,"variantId":"regular","variantName":null},"orderId":"',
  '{"orderId":"","payment":{"amountMinor":,"cashSessionId":"","changeMinor":0,"lastFour":null,"paymentId":"","reference":null,"roundingMinor":0,"state":"captured","takenAt":"202","takenBy":"","tender":"cash","tenderedMinor":0,"tipMinor":0}}',
  '{"cashSessionId":"","orderId":"","paidMinor":,"tipMinor":0,"totals":{"addedTaxMinor":0,"compMinor":0,"discountMinor":0,"grossMinor":0,"includedTaxMinor":0,"netMinor":0,"revenueMinor":0,"taxes":[{"amountMinor":0,"baseMinor":0,"included":false,"name":"Sales tax","rate":"0.0","taxId":""}],"totalMinor":0}}',
];

export const bodyDictionary: Buffer = Buffer.from(lines.join('\n'), 'utf8');
