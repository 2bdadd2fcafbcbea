---A Neovim in its own terminal, of which every written byte is recorded.
local child = require('child')

local M = {}

local Terminal = setmetatable({}, { __index = child.Child })
Terminal.__index = Terminal

---The code points that must not reach a terminal: see contrib/hidden.
M.codes = vim.tbl_map(function(digits)
  return tonumber(digits, 16)
end, vim.fn.systemlist { vim.env.SKEIN_NVIM .. '/../hidden', 'codes' })

---The text that contains all of them.
M.text = vim.fn.system { vim.env.SKEIN_NVIM .. '/../hidden', 'text' }

---Those that a title may contain (no control characters), in pieces of at most 50 characters.
M.titles = {}
local piece = {}
for _, code in ipairs(M.codes) do
  if code >= 0xA0 then
    piece[#piece + 1] = 'a' .. vim.fn.nr2char(code) .. 'b'
    if #piece == 16 or code == M.codes[#M.codes] then
      M.titles[#M.titles + 1] = table.concat(piece)
      piece = {}
    end
  end
end

---Starts one of the given width, with the plugin and nothing else; `after` is a shell command that
---runs in the same terminal when it has ended.
function M.start(width, after)
  local terminal = setmetatable({ written = {} }, Terminal)
  local socket = vim.fn.tempname()
  local command = {
    vim.v.progpath, '--clean', '--listen', socket, '--cmd',
    'set runtimepath^=' .. vim.fn.fnameescape(vim.env.SKEIN_NVIM), '--cmd', 'set noswapfile',
  }
  if after then
    command = vim.list_extend({ 'sh', '-c', '"$@"; ' .. after, 'sh' }, command)
  end
  terminal.process = vim.fn.jobstart(command, {
    pty = true,
    width = width or 250,
    height = 80,
    env = { TERM = 'xterm-256color', LC_ALL = 'C.UTF-8' },
    on_stdout = function(_, pieces)
      vim.list_extend(terminal.written, pieces)
    end,
  })
  table.insert(child.pids, vim.fn.jobpid(terminal.process))
  vim.wait(child.LIMIT_MS, function()
    local listens, channel = pcall(vim.fn.sockconnect, 'pipe', socket, { rpc = true })
    terminal.job = listens and channel or nil
    -- A newer Neovim listens before it has run its commands.
    return listens and vim.fn.rpcrequest(channel, 'nvim_get_vvar', 'vim_did_enter') == 1
  end, 10)
  terminal:lua(child.LOOKS .. 'messages = {}')
  return terminal
end

---Ends it after everything is drawn; returns the forbidden code points that were written.
function Terminal:shown()
  -- It may be waiting at a prompt, and then answers no call.
  vim.fn.rpcnotify(self.job, 'nvim_command', 'redraw! | qall!')
  for _ = 1, 50 do
    if vim.fn.jobwait({ self.process }, 100)[1] ~= -1 then
      break
    end
    pcall(self.type, self, 'q<CR>')
  end
  local all = table.concat(self.written, '\n')
  return vim.tbl_filter(function(code)
    -- Neovim itself uses these control characters to control the terminal.
    local character = vim.fn.nr2char(code)
    return all:find(code < 0x20 and 'a' .. character .. 'b' or character, 1, true) ~= nil
  end, M.codes), all
end

function Terminal:stop()
  vim.fn.jobstop(self.process)
end

return M
