---A separate Neovim for each test, controlled from outside.
local M = {}

---How long a test waits for an event before it fails.
M.LIMIT_MS = 15000

---The process ids of those that the current test has started.
M.pids = {}

---What tests ask of a Neovim in Lua.
M.LOOKS = [[
  function lines(buffer)
    return vim.api.nvim_buf_get_lines(buffer or 0, 0, -1, false)
  end
  ---What stands below lines of the current buffer and is no text, from top to bottom.
  function virtual()
    local found = {}
    for _, name in ipairs { 'skein.proposal', 'skein.preview' } do
      local namespace = vim.api.nvim_create_namespace(name)
      for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(0, namespace, 0, -1, { details = true })) do
        for _, line in ipairs(mark[4].virt_lines or {}) do
          table.insert(found, line[1][1])
        end
      end
    end
    return found
  end
  function ended(status)
    return vim.g.skein_turn and vim.g.skein_turn.status == status and #require('skein.turn').active() == 0
  end
]]

local root = vim.env.SKEIN_NVIM

local Child = {}
M.Child = Child
Child.__index = Child

---Starts a Neovim with the plugin and nothing else.
function M.start(environment)
  local child = setmetatable({ said = {} }, Child)
  child.job = vim.fn.jobstart({
    vim.v.progpath, '--embed', '--headless', '--clean', '--cmd', 'set runtimepath^=' .. vim.fn.fnameescape(root),
    '--cmd', 'set lines=30 columns=100 noswapfile',
  }, { rpc = true, env = environment })
  table.insert(M.pids, vim.fn.jobpid(child.job))
  child:lua(M.LOOKS .. [[
    messages = {}
    vim.notify = function(message, level)
      table.insert(messages, { text = message, level = level or vim.log.levels.INFO })
    end
    choices = {}
    vim.ui.select = function(items, options, callback)
      local shown = vim.tbl_map(options.format_item or tostring, items)
      table.insert(choices, shown)
      if not wanted then
        return
      end
      for index, line in ipairs(shown) do
        if line:find(wanted, 1, true) then
          return callback(items[index], index)
        end
      end
      callback(nil)
    end
    vim.ui.input = function(options, callback)
      input_default = options.default
      callback(type(typed) == 'table' and table.remove(typed, 1) or typed)
    end
    function buffer_named(name)
      for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
        if vim.api.nvim_buf_get_name(buffer):find(name, 1, true) then
          return buffer
        end
      end
    end
  ]])
  return child
end

---Runs Lua in it and returns the result.
function Child:lua(code, ...)
  return vim.fn.rpcrequest(self.job, 'nvim_exec_lua', code, { ... })
end

---Types keys as a user does.
function Child:type(keys)
  vim.fn.rpcrequest(self.job, 'nvim_input', keys)
end

---Presses <C-c>, repeatedly if necessary, until an expression is true. A busy Neovim treats <C-c> as
---an interrupt and ignores its mapping, but not a <C-c> from nvim_feedkeys.
function Child:interrupt_until(expression)
  local is_first = true
  vim.wait(M.LIMIT_MS, function()
    if is_first then
      self:type('<C-c>')
    else
      self:lua("vim.api.nvim_feedkeys('\3', 'm', false)")
    end
    is_first = false
    return vim.wait(500, function()
      return self:lua('return ' .. expression)
    end, 20)
  end, 20)
  self:wait(expression)
end

---Runs an Ex command.
function Child:cmd(command)
  vim.fn.rpcrequest(self.job, 'nvim_command', command)
end

---Asks with :Skein, and waits for the turn's end: completed unless another status is given.
function Child:ask(question, status)
  self:cmd('Skein ' .. question)
  self:wait_for_end(status)
end

---Types a question into the chat that is on screen, and sends it.
function Child:send(question)
  self:type('i' .. question .. '<C-s>')
end

---Waits until the last turn has ended: completed unless another status is given.
function Child:wait_for_end(status)
  self:wait(("ended('%s')"):format(status or 'completed'))
end

---Waits until a proposal is complete in the current buffer.
function Child:wait_for_proposal()
  self:wait("table.concat(virtual(), '\\n'):find('ga accepts', 1, true) ~= nil")
end

---The thread of the current chat.
function Child:thread()
  return self:lua("return require('skein.chat').of().thread_id")
end

---The lines of its current buffer.
function Child:lines()
  return self:lua('return lines()')
end

---The text of its current buffer.
function Child:text()
  return table.concat(self:lines(), '\n')
end

---Waits until a Lua expression is true there.
function Child:wait(expression, ...)
  local arguments = { ... }
  local last
  local function holds()
    last = self:lua('return ' .. expression, unpack(arguments))
    return last ~= nil and last ~= vim.NIL and last ~= false
  end
  if not vim.wait(M.LIMIT_MS, holds, 20) then
    local notices = vim.inspect(self:lua('return messages'))
    error(('waited in vain for: %s\nthe buffer:\n%s\nnotices: %s'):format(expression, self:text():sub(1, 3000), notices), 2)
  end
  return last
end

---Waits until the current buffer contains a text.
function Child:wait_for_text(text)
  self:wait("table.concat(lines(), '\\n'):find(..., 1, true)", text)
end

---Waits for a notification that contains this text.
function Child:wait_for_notice(words)
  self:wait([[(function(words)
    for _, message in ipairs(messages) do
      if message.text:find(words, 1, true) then
        return true
      end
    end
  end)(...)]], words)
end

---Ends the Neovim.
function Child:stop()
  vim.fn.jobstop(self.job)
end

return M
