// The one object that the core's port `RelayFormat` is filled with (see core/boards/peering/relay-format.ts).

import { cancelOf, inspectRelayed, protoOf, relayArticle, relayFacts } from './relaying.ts'

export const relayFormat = {
  inspect: inspectRelayed,
  facts: relayFacts,
  relay: relayArticle,
  toProto: protoOf,
  cancelOf,
}
