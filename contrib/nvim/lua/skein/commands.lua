---The implementation of the commands in `plugin/skein.lua`. `:help skein-commands` describes them.
local ask = require('skein.ask')
local chats = require('skein.chat')
local connection = require('skein.connection')
local notice = require('skein.notice')
local question = require('skein.chat.question')
local proposal = require('skein.proposal')
local rewrite = require('skein.rewrite')
local selection = require('skein.selection')
local threads = require('skein.threads')
local visible = require('skein.visible')

local M = {}

---The chat that a command is about; nil, with a notice, when there is none.
local function chat_or_notice()
  local chat = chats.current()
  if not chat then
    notice.info('There is no chat: :Skein opens one, :SkeinThreads lists the threads.')
  end
  return chat
end

---The thread of the current chat; nil, with a notice, when there is none.
local function thread_or_notice()
  local chat = chat_or_notice()
  if chat and not chat.thread then
    notice.info('This chat has no thread yet: ask something first.')
    return nil
  end
  return chat and chat.thread
end

---:[range]Skein[!] [words]
function M.skein(command)
  local buffer = vim.api.nvim_get_current_buf()
  if command.args == '' and command.range == 0 then
    return ask.open(command.bang)
  elseif command.range == 0 then
    return ask.ask(command.args, command.bang)
  end
  M.ask(command, buffer)
end

---:[range]SkeinAsk[!] [words]
function M.ask(command)
  local buffer = vim.api.nvim_get_current_buf()
  local range = command.range == 0 and selection.of_lines(buffer, 1, vim.api.nvim_buf_line_count(buffer))
    or selection.of_command(buffer, command)
  ask.with_words(command.args, 'Ask about it: ', function(words)
    ask.about(words, buffer, range, command.bang)
  end)
end

---:[range]SkeinAdd [kind] [argument]
function M.add(command)
  local context, sources = require('skein.context'), require('skein.sources')
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local range = command.range > 0 and selection.of_command(buffer, command)
  local kind, argument = command.args:match('^(%S*)%s*(.-)%s*$')
  local function add(item)
    if chats.current() then
      return context.add(chats.current(), item)
    end
    ask.open(false, function(chat)
      vim.api.nvim_set_current_win(window)
      context.add(chat, item)
    end)
  end
  if kind ~= '' then
    context.item(kind, argument, buffer, add)
  elseif chats.of(buffer) then
    notice.info('This is the chat itself: add from another buffer, or name a kind.')
  else
    add(range and sources.range(buffer, range) or sources.buffer(buffer))
  end
end

---:SkeinDrop[!] [number or name]
function M.drop(command)
  local context, chat = require('skein.context'), chat_or_notice()
  if not chat then
    return
  elseif command.bang or command.args ~= '' then
    return context.drop(chat, not command.bang and command.args or nil)
  elseif #context.labels(chat) == 0 then
    return notice.info('Nothing is added to the next question.')
  end
  require('skein.pick').one(context.labels(chat), { prompt = 'Take away' }, function(label)
    context.drop(chat, label)
  end)
end

---:[range]SkeinTemplate {name} [words]
function M.template(command)
  local buffer = vim.api.nvim_get_current_buf()
  local name, words = command.args:match('^(%S+)%s*(.-)%s*$')
  require('skein.templates').ask(name, words, buffer, command.range > 0 and selection.of_command(buffer, command) or nil)
end

---:[range]SkeinRewrite[!] [words]
function M.rewrite(command)
  local buffer = vim.api.nvim_get_current_buf()
  local range = selection.of_command(buffer, command)
  ask.with_words(command.args, 'Rewrite it: ', function(words)
    proposal.start(words, buffer, range, { ephemeral = command.bang })
  end)
end

---:[range]SkeinAppend[!] [words]
function M.append(command)
  local buffer = vim.api.nvim_get_current_buf()
  local range = selection.of_command(buffer, command)
  ask.with_words(command.args, 'Write below: ', function(words)
    rewrite.append(words, buffer, range, { ephemeral = command.bang })
  end)
end

---:SkeinInsert[!] [words]
function M.insert(command)
  local buffer = vim.api.nvim_get_current_buf()
  ask.with_words(command.args, 'Write here: ', function(words)
    rewrite.insert(words, buffer, { ephemeral = command.bang })
  end)
end

---:SkeinRefine [words]
function M.refine(command)
  ask.with_words(command.args, 'Propose again: ', proposal.refine)
end

---:SkeinThreads[!] [number, title or id]
function M.threads(command)
  if command.args ~= '' then
    threads.open_named(command.args)
  elseif command.bang then
    threads.act()
  else
    require('skein.thread_list').open()
  end
end

---:SkeinOpen[!] [number, title or id]
function M.open(command)
  local ended = vim.g.skein_turn
  if command.bang then
    threads.open()
  elseif command.args ~= '' then
    threads.open_named(command.args)
  elseif ended and ended.threadId then
    chats.open(ended.threadId)
  else
    notice.info('Nothing was asked here yet: :SkeinThreads lists the threads.')
  end
end

---:SkeinSearch {words}
function M.search(command)
  require('skein.search').search(command.args)
end

---:SkeinRename [title]
function M.rename(command)
  local thread = thread_or_notice()
  if thread then
    threads.rename(thread, command.args)
  end
end

---:SkeinDelete
function M.delete()
  local thread = thread_or_notice()
  if thread then
    threads.delete(thread)
  end
end

---:SkeinSystem [prompt]
function M.system(command)
  local chat = chat_or_notice()
  if chat then
    require('skein.chat.settings').system(chat, command.args)
  end
end

---:SkeinOption [name=value]
function M.option(command)
  local chat = chat_or_notice()
  if chat then
    require('skein.chat.settings').option(chat, command.args)
  end
end

---:SkeinModel [model]
function M.model(command)
  local models = require('skein.models')
  if command.args ~= '' then
    models.use(command.args)
  else
    models.pick()
  end
end

---:SkeinRetry [model]
function M.retry(command)
  local chat = chat_or_notice()
  if chat then
    question.retry(chat, command.args ~= '' and command.args or nil)
  end
end

---:SkeinUndo
function M.undo()
  local chat = chat_or_notice()
  if chat then
    question.undo(chat)
  end
end

---:SkeinEdit [words]
function M.edit(command)
  local chat = chat_or_notice()
  if chat then
    question.edit(chat, command.args)
  end
end

---:SkeinFork
function M.fork()
  local chat = thread_or_notice() and chats.current()
  if chat then
    question.fork(chat)
  end
end

---:SkeinFilter [shell command]
function M.filter(command)
  ask.with_words(command.args, 'Filter the code through: ', function(words)
    require('skein.chat.fences').filter(words)
  end)
end

---:SkeinVariants
function M.variants()
  local chat = thread_or_notice() and chats.current()
  if chat then
    require('skein.chat.variants').show(chat)
  end
end

---:SkeinVersions
function M.versions()
  local thread = thread_or_notice()
  if thread then
    threads.open_version(thread)
  end
end

---:SkeinLast
function M.last()
  threads.open_last()
end

---:SkeinCall {method} [params as JSON]
function M.call(command)
  local method, rest = command.args:match('^(%S+)%s*(.*)$')
  local ok, params = true, nil
  if rest ~= '' then
    ok, params = pcall(vim.json.decode, rest)
  end
  if not ok or params ~= nil and type(params) ~= 'table' then
    return notice.error(('The params of %s are not a JSON object: %s'):format(method, rest))
  end
  connection.request(method, params, function(err, result)
    if err then
      return notice.error(err)
    end
    vim.api.nvim_echo({ { visible.text(vim.inspect(result)) } }, true, {})
  end)
end

return M
