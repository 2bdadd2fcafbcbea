---Makes the thread of a question this terminal's, so that `skein ask -c` in it goes on with what was
---asked here.
local config = require('skein.config')
local place = require('skein.place')
local uv = vim.uv or vim.loop

local M = {}

---A process's numbers in /proc/PID/stat, by their number in proc(5); nil without such a file.
local function numbers(process)
  local file = io.open(('/proc/%s/stat'):format(process))
  local text = file and file:read('*a')
  if file then
    file:close()
  end
  local rest = text and text:match('.*%) %S (.*)$')
  local found = rest and vim.split(rest, ' ', { plain = true })
  return found and function(number)
    return found[number - 3]
  end
end

---The name that `skein` has for the terminal of a process; nil when it has none.
local function terminal_of(process)
  local own = numbers(process)
  local leader, device = own and own(6), own and own(7)
  local of_leader = leader and device ~= '0' and numbers(leader)
  return of_leader and ('%s-%s-%s'):format(leader, device, of_leader(22)) or nil
end

local function state_directory()
  local base = vim.env.XDG_STATE_HOME
  if not base or base:sub(1, 1) ~= '/' then
    base = vim.env.HOME and vim.env.HOME .. '/.local/state'
  end
  return base and base .. '/skein'
end

---Writes the thread where `skein thread use` would, for a terminal that only the parent process has: a
---newer Neovim runs apart from its terminal.
local function remember_for(terminal, thread_id)
  local directory = state_directory() .. '/terminals'
  local path = directory .. '/' .. terminal
  local known = vim.fn.filereadable(path) == 1 and vim.fn.readfile(path) or {}
  local before = known[1] == thread_id and known[2] or known[1]
  if vim.fn.mkdir(directory, 'p', tonumber('700', 8)) ~= 0 or vim.fn.isdirectory(directory) == 1 then
    vim.fn.writefile({ thread_id, before }, path)
  end
end

---Remembers a thread, without a word: where that fails, only `-c` does not know of it.
function M.remember(thread_id)
  local executable = vim.fn.exepath(vim.fn.expand(config.values.executable))
  if executable == '' then
    return
  end
  local arguments = { 'thread', 'use', thread_id, '--no-start' }
  if config.values.socket then
    vim.list_extend(arguments, { '--socket', place.address().path })
  end
  -- A job of Neovim's would have a session of its own, and with it no terminal.
  local process
  process = uv.spawn(executable, { args = arguments, stdio = {}, hide = true }, function()
    process:close()
  end)
  local parent = not terminal_of('self') and #vim.api.nvim_list_uis() > 0 and terminal_of(uv.os_getppid())
  if parent then
    pcall(remember_for, parent, thread_id)
  end
end

return M
