/// Failures about models.
extension Failure {
  /// Skein's code for a provider that does not list its models.
  private static let missingListCode = "noModelList"
  /// There is no such path, or it has no content.
  static let missingListStatuses: Set = [404, 405, 410, 501]

  static func missingList(_ head: ResponseHead, request: String) -> Failure {
    Failure(
      .badRequest,
      "\(request) answered \(head.status): the provider has no list of models, or the path in its "
        + "baseURL is wrong.",
      httpStatus: head.status, code: missingListCode, requestId: head.requestId)
  }

  /// Whether the provider does not list its models at all.
  package var isMissingList: Bool { code == Self.missingListCode }

  /// Whether the provider says that it has no model of the requested name.
  package var saysModelIsUnknown: Bool {
    guard self.class == .badRequest, !isMissingList else { return false }
    // The text after the dash is skein's advice.
    let said = String(message.lowercased().prefix { $0 != "–" })
    if let code = code?.lowercased(), Self.unknownModelCodes.contains(code) { return true }
    return said.contains("model") && Self.unknownPhrases.contains(where: said.contains)
  }

  /// The same failure, with the remark that the thread does not keep the model.
  package var sayingThreadDropsModel: Failure {
    var failure = self
    let end = message.last.map { ".!?".contains($0) } == true ? "" : "."
    failure.message += "\(end) The thread does not keep this model."
    return failure
  }

  private static let unknownModelCodes: Set = [
    "model_not_found", "invalid_model", "unknown_model", "model_not_available",
  ]
  /// The phrases of Ollama, vLLM, OpenRouter, Mistral and others, in this order.
  private static let unknownPhrases = [
    "not found", "does not exist", "not a valid model", "invalid model", "unknown model",
    "no such model",
  ]
}
