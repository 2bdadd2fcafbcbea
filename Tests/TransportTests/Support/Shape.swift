import JSON

/// A short form of an answer, to compare whole transcripts: `1=19`, `null!-32700`,
/// `[1=7,"9"=["hello",5]]`. A member that is not allowed shows as `+name`.
func shape(_ text: String) -> String {
  do {
    return shape(try Document(Array(text.utf8)).root)
  } catch {
    return "not JSON: \(text)"
  }
}

private func shape(_ value: Value) -> String {
  guard value.kind == .object else {
    return "[" + value.elements.map(shape).joined(separator: ",") + "]"
  }
  var text = value["jsonrpc"]?.string == "2.0" ? "" : "jsonrpc?"
  if let method = value["method"]?.string {
    return text + method + (value["params"].map(token) ?? "")
  }
  text += value["id"].map(token) ?? "id?"
  if let result = value["result"] { text += "=" + token(result) }
  if let code = value["error"]?["code"] { text += "!" + token(code) }
  for name in value.names where !["jsonrpc", "id", "result", "error"].contains(name) {
    text += "+" + name
  }
  return text
}

/// A member of an error, for a test.
func errorMember(_ name: String, _ text: String) throws -> String? {
  let error = try Document(Array(text.utf8)).root["error"]
  return (error?["data"]?[name] ?? error?[name]).map(token)
}

private func token(_ value: Value) -> String {
  String(decoding: value.token, as: UTF8.self)
}

extension Value {
  fileprivate var names: [String] { members.map(\.name) }
}
