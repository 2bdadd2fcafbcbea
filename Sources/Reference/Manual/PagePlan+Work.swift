/// What is to be done.
extension PagePlan {
  static let task = PagePlan(
    name: "task", claims: ["task/"],
    summary: "what is to be done, and the methods that make, show and change it",
    description: [
      """
      A task is a thing to be done: a title, perhaps a description, perhaps the thread it is \
      about. It outlives that thread: when the thread is deleted for good, the task stays without \
      one.
      """,
      """
      A completed task can be archived: it is then out of lists, and still counted. A deleted task \
      is out of lists until it is restored. `task/get` still shows it, `task/restore` and \
      `task/delete` still reach it, and every other method answers `notFound`.
      """,
    ])

  static let context = PagePlan(
    name: "context", claims: ["context/"],
    summary: "pieces of work: a thread, what was decided for it, and what was done for it",
    description: [
      """
      A context owns one thread, and holds how its work is to go, what it is made from, the actions \
      that are to be done for it and the previews of what came of them. `skein-action(7)` and \
      `skein-preview(7)` have the methods of those; its messages and turns are those of its thread.
      """,
      """
      The thread is made, deleted and restored with its context, never alone: `thread/delete` and \
      `thread/restore` answer `invalidState` and name the context. Everything else that can be done \
      with a thread can be done with this one; a fork of it belongs to no context.
      """,
      """
      A status is what clients say it is: `skeind` reads it only to find the active context, and \
      nothing moves it but `context/update`.
      """,
    ])

  static let action = PagePlan(
    name: "action", claims: ["action/"],
    summary: "work that is to be done for a context, and what came of it",
    description: [
      """
      An action is written down by a client, taken up by a client and ended by a client; today \
      `skeind` itself runs none. It keeps the order: an action begins pending, becomes running, then \
      completed or failed, and never goes back. Declining one is failing it while it is pending. Of \
      many clients that take one up at once exactly one succeeds.
      """,
      """
      An action that is running when the daemon stops, or dies, has nobody to tell how it went. When \
      the daemon starts again it has failed, its result has the member `error`, `the daemon stopped \
      while this action was running`, and an event tells of it. Whether its work was done must be looked up where it was to happen; doing it again is a \
      new action.
      """,
      """
      The list of types is closed: an unknown one is `invalidParams`. It grows with versions of \
      `skeind`, by a migration of the database and never by configuration, and types do not go. \
      `rpc.discover` says which there are; a client should show one that it does not know, and \
      leave it to others to run.
      """,
    ])

  static let preview = PagePlan(
    name: "preview", claims: ["preview/"],
    summary: "where the work of a context can be looked at",
    description: [
      """
      A preview says where something that a context made can be seen, and whether it can yet. It is \
      generating until somebody says that it is live or that there was an error; from there it may \
      become anything again, as when it is deployed anew. Clients make previews and move them; today \
      `skeind` itself neither makes one nor looks whether it is there.
      """,
      """
      `url` is not looked into: whoever opens it decides which schemes to trust.
      """,
    ])
}
