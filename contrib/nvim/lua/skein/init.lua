---skein: language models in Neovim, through the skein daemon. See `:help skein`.
local M = {}

---Sets options; all are optional, and so is calling this. See `:help skein-options`.
function M.setup(options)
  require('skein.config').set(options)
  if require('skein.config').values.default_mappings then
    require('skein.mappings').set()
  end
end

---Calls any method of the daemon.
---
---With a callback: it gets (err, result) on the main loop, and `call` returns a function that
---cancels. Without: `call` waits, at most `options.timeout_ms`, and returns the result, or nil and
---the error. A JSON null in the answer is nil; in the params it is `vim.NIL`.
function M.call(method, params, callback, options)
  local connection = require('skein.connection')
  if params ~= nil and vim.tbl_isempty(params) then
    params = vim.empty_dict()
  end
  if callback then
    return connection.request(method, params, callback)
  end
  local limit = options and options.timeout_ms or require('skein.config').values.timeout_ms
  local done, err, result = false, nil, nil
  local cancel = connection.request(method, params, function(call_error, answer)
    done, err, result = true, call_error, answer
  end)
  local _, why = vim.wait(limit, function()
    return done
  end, 5)
  if not done then
    cancel()
    local words = why == -2 and 'was interrupted' or ('was not answered in %g s'):format(limit / 1000)
    return nil, { message = ('%s %s.'):format(method, words), data = { kind = why == -2 and 'cancelled' or 'timeout' } }
  end
  return result, err
end

---Calls a function with the params of each notification of a method, for example `event/changed`.
function M.on(method, listener)
  require('skein.connection').on(method, listener)
end

---A few words for a status line: '' when nothing is running.
function M.statusline()
  return require('skein.statusline').text()
end

---Opens a chat: of the thread with this id, else a new one.
function M.open(thread_id)
  require('skein.chat').open(thread_id)
end

---Asks in a new thread; `options.continue` uses the current one.
function M.ask(input, options)
  require('skein.ask').ask(input, not (options and options.continue))
end

---Cancels the running turns of the current chat, else every turn that was begun here.
function M.cancel()
  local chats = require('skein.chat')
  local chat = chats.of()
  if chat and chats.cancel(chat) then
    return
  end
  local active = require('skein.turn').begun_here()
  for index = #active, 1, -1 do
    active[index]:cancel()
  end
  if #active == 0 then
    require('skein.trace').clear_all()
    require('skein.notice').info('Nothing runs.')
  end
end

return M
