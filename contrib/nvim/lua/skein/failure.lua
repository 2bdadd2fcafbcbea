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

---The advice if Neovim's environment has the variable that the daemon lacks.
local function key_hint(data)
  local variable = type(data) == 'table' and data.code == 'noKey' and data.param
  if type(variable) ~= 'string' or (vim.env[variable] or '') == '' then
    return ''
  end
  return (' %s is set here, but the daemon was started without it: '):format(variable)
    .. 'skein daemon restart passes it on, unless systemd starts the daemon.'
end

---An error's message, which is the daemon's own: it says what to do. Only Neovim knows whether it has
---the key that the daemon lacks.
function M.words(err)
  return err.message .. key_hint(err.data)
end

return M
