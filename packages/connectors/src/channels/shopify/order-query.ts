// What is asked of an order. The points a query may cost are bounded, so its lines come in pages.

export const LINES_PAGE_SIZE = 40 // About 400 of the 1,000 points one query may cost.
const SHIPPING_LINES_MAX = 10
export const TRANSACTIONS_MAX = 20

const AMOUNT = '{ shopMoney { amount } }'

export const ORDER_QUERY = `query Order($id: ID!, $after: String) {
  order(id: $id) {
    id createdAt processedAt updatedAt cancelledAt closedAt note
    displayFinancialStatus displayFulfillmentStatus currencyCode taxesIncluded
    totalPriceSet ${AMOUNT} totalTipReceivedSet ${AMOUNT}
    originalTotalDutiesSet ${AMOUNT} originalTotalAdditionalFeesSet ${AMOUNT}
    shippingAddress { name company address1 address2 city province provinceCode zip country countryCodeV2 phone }
    shippingLines(first: ${SHIPPING_LINES_MAX}) {
      nodes { discountedPriceSet ${AMOUNT} taxLines { priceSet ${AMOUNT} } }
    }
    transactions(first: ${TRANSACTIONS_MAX}) { kind status processedAt amountSet ${AMOUNT} }
    lineItems(first: ${LINES_PAGE_SIZE}, after: $after) {
      nodes {
        id sku title variantTitle quantity currentQuantity unfulfilledQuantity requiresShipping variant { id }
        originalTotalSet ${AMOUNT} discountAllocations { allocatedAmountSet ${AMOUNT} } taxLines { priceSet ${AMOUNT} }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`
