// The part of the Admin API's schema that is simulated, as its reference documents it (version 2026-10). Whatever a
// client asks of it is parsed, validated and executed as GraphQL; anything else is an undefined field, as there.

import { buildSchema } from 'graphql'
import { SELLER_TYPES } from './seller-types.ts'

export const SCHEMA = buildSchema(
  SELLER_TYPES +
    /* GraphQL */ `
      directive @idempotent(key: String!) on FIELD

      scalar DateTime
      scalar Decimal
      scalar URL

      interface Node {
        id: ID!
      }

      type Query {
        shop: Shop!
        location(id: ID): Location
        order(id: ID!): Order
        orders(
          first: Int
          after: String
          query: String
          sortKey: OrderSortKeys = PROCESSED_AT
          reverse: Boolean = false
        ): OrderConnection!
        productVariants(first: Int, after: String, query: String): ProductVariantConnection!
        nodes(ids: [ID!]!): [Node]!
        webhookSubscriptions(
          first: Int
          after: String
          topics: [WebhookSubscriptionTopic!]
        ): WebhookSubscriptionConnection!
      }

      type Mutation {
        inventorySetQuantities(input: InventorySetQuantitiesInput!): InventorySetQuantitiesPayload
        inventoryAdjustQuantities(input: InventoryAdjustQuantitiesInput!): InventoryAdjustQuantitiesPayload
        fulfillmentCreate(fulfillment: FulfillmentInput!, message: String): FulfillmentCreatePayload
        webhookSubscriptionCreate(
          topic: WebhookSubscriptionTopic!
          webhookSubscription: WebhookSubscriptionInput!
        ): WebhookSubscriptionCreatePayload
      }

      enum OrderSortKeys {
        CREATED_AT
        ID
        PROCESSED_AT
        UPDATED_AT
      }

      type Shop {
        id: ID!
        name: String!
        myshopifyDomain: String!
        currencyCode: String!
      }
      type Location implements Node {
        id: ID!
        name: String!
        isActive: Boolean!
      }

      type PageInfo {
        hasNextPage: Boolean!
        hasPreviousPage: Boolean!
        startCursor: String
        endCursor: String
      }
      type MoneyV2 {
        amount: Decimal!
        currencyCode: String!
      }
      type MoneyBag {
        shopMoney: MoneyV2!
        presentmentMoney: MoneyV2!
      }

      type OrderConnection {
        nodes: [Order!]!
        edges: [OrderEdge!]!
        pageInfo: PageInfo!
      }
      type OrderEdge {
        cursor: String!
        node: Order!
      }

      type Order implements Node {
        id: ID!
        legacyResourceId: String!
        name: String!
        email: String
        phone: String
        note: String
        test: Boolean!
        tags: [String!]!
        createdAt: DateTime!
        processedAt: DateTime!
        updatedAt: DateTime!
        cancelledAt: DateTime
        closedAt: DateTime
        closed: Boolean!
        displayFinancialStatus: OrderDisplayFinancialStatus
        displayFulfillmentStatus: OrderDisplayFulfillmentStatus!
        currencyCode: String!
        presentmentCurrencyCode: String!
        taxesIncluded: Boolean!
        requiresShipping: Boolean!
        totalPriceSet: MoneyBag!
        currentTotalPriceSet: MoneyBag!
        subtotalPriceSet: MoneyBag
        totalDiscountsSet: MoneyBag
        totalShippingPriceSet: MoneyBag!
        totalTaxSet: MoneyBag
        totalTipReceivedSet: MoneyBag!
        originalTotalDutiesSet: MoneyBag
        originalTotalAdditionalFeesSet: MoneyBag
        totalReceivedSet: MoneyBag!
        totalRefundedSet: MoneyBag!
        customer: Customer
        shippingAddress: MailingAddress
        billingAddress: MailingAddress
        shippingLines(first: Int, after: String): ShippingLineConnection!
        lineItems(first: Int, after: String): LineItemConnection!
        transactions(first: Int): [OrderTransaction!]!
        refunds(first: Int): [Refund!]!
        fulfillments(first: Int): [Fulfillment!]!
        fulfillmentOrders(first: Int, after: String): FulfillmentOrderConnection!
      }

      enum OrderDisplayFinancialStatus {
        AUTHORIZED
        EXPIRED
        PAID
        PARTIALLY_PAID
        PARTIALLY_REFUNDED
        PENDING
        REFUNDED
        VOIDED
      }
      enum OrderDisplayFulfillmentStatus {
        FULFILLED
        IN_PROGRESS
        ON_HOLD
        OPEN
        PARTIALLY_FULFILLED
        PENDING_FULFILLMENT
        REQUEST_DECLINED
        RESTOCKED
        SCHEDULED
        UNFULFILLED
      }

      type Customer implements Node {
        id: ID!
        displayName: String!
      }
      type MailingAddress {
        name: String
        firstName: String
        lastName: String
        company: String
        address1: String
        address2: String
        city: String
        province: String
        provinceCode: String
        zip: String
        country: String
        countryCodeV2: String
        phone: String
      }

      type ShippingLineConnection {
        nodes: [ShippingLine!]!
        pageInfo: PageInfo!
      }
      type ShippingLine {
        id: ID
        title: String!
        discountedPriceSet: MoneyBag!
        originalPriceSet: MoneyBag!
        taxLines: [TaxLine!]!
      }
      type TaxLine {
        title: String!
        rate: Float
        priceSet: MoneyBag!
      }

      type LineItemConnection {
        nodes: [LineItem!]!
        edges: [LineItemEdge!]!
        pageInfo: PageInfo!
      }
      type LineItemEdge {
        cursor: String!
        node: LineItem!
      }
      type LineItem implements Node {
        id: ID!
        sku: String
        title: String!
        variantTitle: String
        name: String!
        quantity: Int!
        currentQuantity: Int!
        unfulfilledQuantity: Int!
        requiresShipping: Boolean!
        product: Product
        variant: ProductVariant
        originalUnitPriceSet: MoneyBag!
        originalTotalSet: MoneyBag!
        discountedUnitPriceSet: MoneyBag!
        discountedTotalSet: MoneyBag!
        discountAllocations: [DiscountAllocation!]!
        taxLines: [TaxLine!]!
      }
      type DiscountAllocation {
        allocatedAmountSet: MoneyBag!
      }

      enum OrderTransactionKind {
        AUTHORIZATION
        CAPTURE
        CHANGE
        EMV_AUTHORIZATION
        REFUND
        SALE
        SUGGESTED_REFUND
        VOID
      }
      enum OrderTransactionStatus {
        AWAITING_RESPONSE
        ERROR
        FAILURE
        PENDING
        SUCCESS
        UNKNOWN
      }
      type OrderTransaction implements Node {
        id: ID!
        kind: OrderTransactionKind!
        status: OrderTransactionStatus!
        processedAt: DateTime
        amountSet: MoneyBag!
      }
      type OrderTransactionConnection {
        nodes: [OrderTransaction!]!
        pageInfo: PageInfo!
      }

      type Refund implements Node {
        id: ID!
        note: String
        createdAt: DateTime
        updatedAt: DateTime!
        totalRefundedSet: MoneyBag!
        transactions(first: Int, after: String): OrderTransactionConnection!
      }

      enum FulfillmentStatus {
        CANCELLED
        ERROR
        FAILURE
        OPEN
        PENDING
        SUCCESS
      }
      type Fulfillment implements Node {
        id: ID!
        status: FulfillmentStatus!
        createdAt: DateTime!
        trackingInfo(first: Int): [FulfillmentTrackingInfo!]!
        fulfillmentLineItems(first: Int, after: String): FulfillmentLineItemConnection!
      }
      type FulfillmentTrackingInfo {
        company: String
        number: String
        url: URL
      }
      type FulfillmentLineItemConnection {
        nodes: [FulfillmentLineItem!]!
        pageInfo: PageInfo!
      }
      type FulfillmentLineItem implements Node {
        id: ID!
        quantity: Int
        lineItem: LineItem!
      }

      enum FulfillmentOrderStatus {
        CANCELLED
        CLOSED
        INCOMPLETE
        IN_PROGRESS
        ON_HOLD
        OPEN
        SCHEDULED
      }
      type FulfillmentOrderConnection {
        nodes: [FulfillmentOrder!]!
        pageInfo: PageInfo!
      }
      type FulfillmentOrder implements Node {
        id: ID!
        status: FulfillmentOrderStatus!
        assignedLocation: FulfillmentOrderAssignedLocation!
        lineItems(first: Int, after: String): FulfillmentOrderLineItemConnection!
      }
      type FulfillmentOrderAssignedLocation {
        name: String!
        location: Location
      }
      type FulfillmentOrderLineItemConnection {
        nodes: [FulfillmentOrderLineItem!]!
        pageInfo: PageInfo!
      }
      type FulfillmentOrderLineItem implements Node {
        id: ID!
        totalQuantity: Int!
        remainingQuantity: Int!
        lineItem: LineItem!
      }
    `,
)
