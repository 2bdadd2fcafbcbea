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

---What helps where Neovim has the variable that the daemon lacks.
local function key_hint(data)
  local variable = type(data) == 'table' and data.code == 'noKey' and data.param
  if type(variable) ~= 'string' or (vim.env[variable] or '') == '' then
    return ''
  end
  return (' %s is set here, and was not where the daemon was started: '):format(variable)
    .. 'skein daemon restart takes it along, unless systemd starts the daemon.'
end

---An error's message: the daemon says what to do about it; what Neovim's own variables have to do
---with it, only Neovim knows.
function M.words(err)
  return err.message .. key_hint(err.data)
end

return M
