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
  ThreadRevert.self,
  ThreadExport.self,
  ThreadImport.self,
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
  EventSubscribe.self,
  EventUnsubscribe.self,
  EventList.self
)

/// Every notification: those of a turn in the order in which it sends them, then those of the feed.
package let notifications = NotificationPack(
  TurnStarted.self,
  TurnDelta.self,
  TurnRetrying.self,
  TurnEnded.self,
  TurnLagged.self,
  EventChanged.self,
  EventGone.self
)
