import { vectorTests } from '../testing/vectors.ts'
import { DOUYIN } from './definition.ts'

vectorTests(DOUYIN, import.meta.dirname)
