/// The nouns of the protocol: `Noun.Thread`, because `Thread` and `Task` belong to Foundation and
/// the language.
package enum Noun {}

package typealias UserID = ID<Noun.User>
package typealias SessionID = ID<Noun.Session>
package typealias AccountID = ID<Noun.Account>
package typealias ThreadID = ID<Noun.Thread>
package typealias MessageID = ID<Noun.Message>
package typealias TurnID = ID<Noun.Turn>
package typealias TaskID = ID<Noun.Task>
package typealias ContextID = ID<Noun.Context>
package typealias ActionID = ID<Noun.Action>
package typealias PreviewID = ID<Noun.Preview>
