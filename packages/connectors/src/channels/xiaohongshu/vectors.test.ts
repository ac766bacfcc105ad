import { vectorTests } from '../testing/vectors.ts'
import { XIAOHONGSHU } from './definition.ts'

vectorTests(XIAOHONGSHU, import.meta.dirname)
