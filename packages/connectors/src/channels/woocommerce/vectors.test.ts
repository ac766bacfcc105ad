import { vectorTests } from '../testing/vectors.ts'
import { WOOCOMMERCE } from './definition.ts'

vectorTests(WOOCOMMERCE, import.meta.dirname)
