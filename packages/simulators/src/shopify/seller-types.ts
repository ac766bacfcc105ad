// The schema's types that a seller works with: variants, counts, subscriptions, shipping.

export const SELLER_TYPES = /* GraphQL */ `
  enum ProductStatus {
    ACTIVE
    ARCHIVED
    DRAFT
    UNLISTED
  }
  type Product implements Node {
    id: ID!
    title: String!
    status: ProductStatus!
  }
  type ProductVariantConnection {
    nodes: [ProductVariant!]!
    edges: [ProductVariantEdge!]!
    pageInfo: PageInfo!
  }
  type ProductVariantEdge {
    cursor: String!
    node: ProductVariant!
  }
  type ProductVariant implements Node {
    id: ID!
    sku: String
    title: String!
    displayName: String!
    inventoryQuantity: Int
    product: Product!
    inventoryItem: InventoryItem!
  }
  type InventoryItem implements Node {
    id: ID!
    sku: String
    tracked: Boolean!
    inventoryLevel(locationId: ID!): InventoryLevel
  }
  type InventoryLevel implements Node {
    id: ID!
    quantities(names: [String!]!): [InventoryQuantity!]!
  }
  type InventoryQuantity {
    name: String!
    quantity: Int!
    updatedAt: DateTime
  }

  input InventorySetQuantitiesInput {
    name: String!
    reason: String!
    referenceDocumentUri: String
    quantities: [InventoryQuantityInput!]!
  }
  input InventoryQuantityInput {
    inventoryItemId: ID!
    locationId: ID!
    quantity: Int!
    changeFromQuantity: Int
  }
  type InventorySetQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventoryUserError!]!
  }
  input InventoryAdjustQuantitiesInput {
    name: String!
    reason: String!
    referenceDocumentUri: String
    changes: [InventoryChangeInput!]!
  }
  input InventoryChangeInput {
    inventoryItemId: ID!
    locationId: ID!
    delta: Int!
    changeFromQuantity: Int
  }
  type InventoryAdjustQuantitiesPayload {
    inventoryAdjustmentGroup: InventoryAdjustmentGroup
    userErrors: [InventoryUserError!]!
  }
  type InventoryAdjustmentGroup {
    reason: String!
    changes(quantityNames: [String!]): [InventoryChange!]!
  }
  type InventoryChange {
    name: String!
    delta: Int!
    quantityAfterChange: Int
  }
  type InventoryUserError {
    code: String
    field: [String!]
    message: String!
  }

  enum WebhookSubscriptionTopic {
    APP_UNINSTALLED
    FULFILLMENTS_CREATE
    FULFILLMENTS_UPDATE
    ORDERS_CANCELLED
    ORDERS_CREATE
    ORDERS_DELETE
    ORDERS_EDITED
    ORDERS_FULFILLED
    ORDERS_PAID
    ORDERS_PARTIALLY_FULFILLED
    ORDERS_UPDATED
    PRODUCTS_CREATE
    PRODUCTS_DELETE
    PRODUCTS_UPDATE
    REFUNDS_CREATE
  }
  enum WebhookSubscriptionFormat {
    JSON
    XML
  }
  type WebhookSubscriptionConnection {
    nodes: [WebhookSubscription!]!
    edges: [WebhookSubscriptionEdge!]!
    pageInfo: PageInfo!
  }
  type WebhookSubscriptionEdge {
    cursor: String!
    node: WebhookSubscription!
  }
  type WebhookSubscription {
    id: ID!
    topic: WebhookSubscriptionTopic!
    uri: String!
    format: WebhookSubscriptionFormat!
  }
  input WebhookSubscriptionInput {
    uri: String
    format: WebhookSubscriptionFormat
    filter: String
    includeFields: [String!]
    metafieldNamespaces: [String!]
  }
  type WebhookSubscriptionCreatePayload {
    webhookSubscription: WebhookSubscription
    userErrors: [UserError!]!
  }

  input FulfillmentInput {
    lineItemsByFulfillmentOrder: [FulfillmentOrderLineItemsInput!]!
    notifyCustomer: Boolean = false
    trackingInfo: FulfillmentTrackingInput
    originAddress: FulfillmentOriginAddressInput
  }
  input FulfillmentOrderLineItemsInput {
    fulfillmentOrderId: ID!
    fulfillmentOrderLineItems: [FulfillmentOrderLineItemInput!]
  }
  input FulfillmentOrderLineItemInput {
    id: ID!
    quantity: Int!
  }
  input FulfillmentTrackingInput {
    company: String
    number: String
    numbers: [String!]
    url: URL
    urls: [URL!]
  }
  input FulfillmentOriginAddressInput {
    address1: String
    city: String
    countryCode: String!
    provinceCode: String
    zip: String
  }
  type FulfillmentCreatePayload {
    fulfillment: Fulfillment
    userErrors: [UserError!]!
  }
  type UserError {
    field: [String!]
    message: String!
  }
`
