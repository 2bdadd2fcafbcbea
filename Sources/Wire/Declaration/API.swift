/// Every method, in the order of the manual. Nothing else lists them.
package let api = MethodPack(
  Ping.self,
  ServerInfo.self,
  ServerHealth.self,
  ServerShutdown.self,
  Discover.self,
  Whoami.self,
  UserGet.self,
  ModelList.self,
  ThreadCreate.self,
  ThreadGet.self,
  ThreadUpdate.self,
  ThreadDelete.self,
  ThreadRestore.self,
  ThreadList.self,
  ThreadFork.self,
  MessageList.self,
  MessageGet.self,
  MessageAppend.self,
  TurnRun.self,
  TurnStart.self,
  TurnWatch.self,
  TurnUnwatch.self,
  TurnCancel.self,
  TurnGet.self,
  TurnList.self,
  TaskCreate.self,
  TaskGet.self,
  TaskUpdate.self,
  TaskToggle.self,
  TaskDelete.self,
  TaskRestore.self,
  TaskList.self,
  TaskArchive.self,
  TaskCounts.self
)

/// Every notification, in the order in which a turn sends them.
package let notifications = NotificationPack(
  TurnStarted.self,
  TurnDelta.self,
  TurnRetrying.self,
  TurnEnded.self,
  TurnLagged.self
)
