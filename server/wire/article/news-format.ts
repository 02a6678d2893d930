// The one object that the core's port `NewsFormat` is filled with (see core/boards/news-format.ts).

import { injectProto, inspectProto } from './injection.ts'
import {
  approvedArticle,
  cancelLocksOf,
  fieldOf,
  overviewFieldOf,
  servedArticle,
  supersedingArticle,
} from './serving.ts'

export const newsFormat = {
  inspect: inspectProto,
  inject: injectProto,
  serve: servedArticle,
  approve: approvedArticle,
  supersede: supersedingArticle,
  field: fieldOf,
  overviewField: overviewFieldOf,
  cancelLocks: cancelLocksOf,
}
