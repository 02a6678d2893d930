// The one object that the core's port `ArticleFormat` is filled with (see core/boards/article-format.ts).

import { composeArticle } from './compose.ts'
import { formatOverview } from './overview.ts'
import { parseArticle } from './parse.ts'
import { readableBody } from './readable.ts'

export const articleFormat = {
  compose: composeArticle,
  parse: parseArticle,
  overview: formatOverview,
  readable: readableBody,
}
