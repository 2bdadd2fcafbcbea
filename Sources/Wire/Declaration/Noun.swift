/// The nouns of the protocol. They are nested here (`Noun.Thread`) because Foundation and Swift
/// have types named `Thread` and `Task`.
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
