import { vectorTests } from '../testing/vectors.ts'
import { JD } from './definition.ts'

vectorTests(JD, import.meta.dirname)
