---Options, and their defaults.
local M = {}

M.defaults = {
  ---The command that starts the daemon.
  executable = 'skein',
  ---The daemon's socket; nil means the path that `skein` itself uses.
  socket = nil,
  ---The command that opens a window for a chat or the tasks; nil means `M.window`'s choice.
  window = nil,
  ---The model of new threads; nil means the daemon's default.
  model = nil,
  ---The system prompt of new threads.
  system_prompt = nil,
  ---The interval at which the daemon sends the text of an answer.
  delta_interval_ms = 50,
  ---How long a call without a callback waits.
  timeout_ms = 30000,
  ---Whether the mappings of `skein.mappings` are made.
  default_mappings = false,
}

local function copy(values)
  local result = {}
  for name, value in pairs(values) do
    result[name] = value
  end
  return result
end

M.values = copy(M.defaults)

local types = {
  executable = 'string',
  socket = 'string',
  window = 'string',
  model = 'string',
  system_prompt = 'string',
  delta_interval_ms = 'number',
  timeout_ms = 'number',
  default_mappings = 'boolean',
}

---Replaces the options; those left out get their defaults. Unknown options and wrong types are
---errors.
function M.set(options)
  local values = copy(M.defaults)
  for name, value in pairs(options or {}) do
    if not types[name] then
      local known = vim.tbl_keys(types)
      table.sort(known)
      error(('skein: there is no option %q; there are %s.'):format(tostring(name), table.concat(known, ', ')), 0)
    end
    if type(value) ~= types[name] then
      error(('skein: the option %s is a %s, not a %s.'):format(name, types[name], type(value)), 0)
    end
    values[name] = value
  end
  M.values = values
end

---The number of columns that Neovim needs for two windows side by side.
M.WIDE_COLUMNS = 80

---The command that opens a window for a chat or the tasks.
function M.window()
  return M.values.window or (vim.o.columns >= M.WIDE_COLUMNS and 'vertical botright split' or 'botright split')
end

return M
