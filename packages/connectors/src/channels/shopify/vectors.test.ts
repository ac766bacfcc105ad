import { vectorTests } from '../testing/vectors.ts'
import { SHOPIFY } from './definition.ts'

vectorTests(SHOPIFY, import.meta.dirname)
