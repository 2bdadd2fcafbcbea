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

---An error of this side.
function M.new(kind, message)
  return M.from({ message = message, data = { kind = kind } })
end

---An error's message, and what to do about it when there is no key: the daemon names only settings.
function M.words(err)
  local data = err.data
  if not (data and data.kind == 'provider' and data.code == 'noKey') then
    return err.message
  end
  return ('%s `skein key set %s` keeps a key of your own.'):format(err.message, data.provider or 'PROVIDER')
end

return M
