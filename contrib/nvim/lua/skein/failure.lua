---Errors as callbacks get them: `{code, message, data = {kind, …}}`, and their message as a string.
local M = {}

local Failure = {
  __tostring = function(failure)
    return failure.message
  end,
}

---An error that the daemon has answered.
function M.from(err)
  return setmetatable(err, Failure)
end

---An error of this plugin.
function M.new(kind, message)
  return M.from({ message = message, data = { kind = kind } })
end

---An error's message, which is the daemon's own: it says what to do.
function M.words(err)
  return err.message
end

return M
