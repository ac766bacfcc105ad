import { vectorTests } from '../testing/vectors.ts'
import { PINDUODUO } from './definition.ts'

vectorTests(PINDUODUO, import.meta.dirname)
