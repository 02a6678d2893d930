// The one object that the core's port `NewsFormat` is filled with (see core/boards/news-format.ts).

import { injectProto, inspectProto } from './injection.ts'
import { cancelLocksOf, fieldOf, overviewFieldOf, servedArticle } from './serving.ts'

export const newsFormat = {
  inspect: inspectProto,
  inject: injectProto,
  serve: servedArticle,
  field: fieldOf,
  overviewField: overviewFieldOf,
  cancelLocks: cancelLocksOf,
}
