/// The pages about tasks, contexts, actions and previews.
extension PagePlan {
  static let task = PagePlan(
    name: "task", claims: ["task/"],
    summary: "tasks, and the methods that create, show and change them",
    description: [
      """
      A task is something to do. It has a title, and may have a description and the thread that it \
      is about. If that thread is deleted permanently, the task stays, without a thread.
      """,
      """
      A completed task can be archived: it is then hidden from lists, but still counted. A deleted \
      task is hidden from lists until it is restored. `task/get` still shows it, `task/restore` \
      and `task/delete` still accept it, and every other method answers `notFound`.
      """,
    ])

  static let context = PagePlan(
    name: "context", claims: ["context/"],
    summary: "pieces of work: a thread with settings, actions and previews",
    description: [
      """
      A context is a piece of work. It owns one thread, whose messages and turns are the \
      context's, and has settings (`flow` and `config`), actions to be done and previews of the \
      results. `skein-action(7)` and `skein-preview(7)` have the methods for actions and previews.
      """,
      """
      The thread is created, deleted and restored with its context, never alone: `thread/delete` \
      and `thread/restore` answer `invalidState`, and the message names the context. All other \
      methods treat it as any other thread; a fork of it belongs to no context.
      """,
      """
      Clients decide what a status means: `skeind` uses it only to find the active context, and \
      only `context/update` changes it.
      """,
    ])

  static let action = PagePlan(
    name: "action", claims: ["action/"],
    summary: "work for a context, and its results",
    description: [
      """
      Clients create, start and end actions; `skeind` itself runs none today. It enforces the \
      order of the statuses: an action starts as pending, becomes running, then completed or \
      failed, and never goes back. A pending action can also become failed, which declines it. If \
      several clients try to start one action at the same time, exactly one succeeds.
      """,
      """
      If the daemon stops or crashes while an action is running, no client can report its result. \
      The next start of the daemon sets it to failed, with a result whose member `error` is `the \
      daemon stopped while this action was running`, and an event reports the change. Whether the \
      work was done has to be checked where it should have happened; to do it again, create a new \
      action.
      """,
      """
      The list of types is closed: an unknown type is `invalidParams`. New versions of `skeind` \
      may add types, with a migration of the database; the configuration cannot, and no type is \
      ever removed. `rpc.discover` lists them; a client should show actions of a type that it does \
      not know, but leave them to other clients.
      """,
    ])

  static let preview = PagePlan(
    name: "preview", claims: ["preview/"],
    summary: "places where the work of a context can be viewed",
    description: [
      """
      A preview says where a result of a context can be viewed, and whether it is ready. It is \
      generating until a client sets it to live or error; later it may get any status again, for \
      example when it is deployed again. Clients create and change previews; `skeind` itself \
      neither creates nor checks them today.
      """,
      """
      `skeind` does not check `url`: the client that opens it decides which URL schemes to trust.
      """,
    ])
}
