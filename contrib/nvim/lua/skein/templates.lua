---Questions with parameters, from the files that `skein template` keeps; the command fills them.
local ask = require('skein.ask')
local chats = require('skein.chat')
local config = require('skein.config')
local notice = require('skein.notice')
local selection = require('skein.selection')
local visible = require('skein.visible')

local M = {}

---What `skein template …` prints as JSON; nil, with its error, when it fails. The input, if any, is
---piped in.
local function run(arguments, input)
  local command = { vim.fn.expand(config.values.executable), 'template' }
  vim.list_extend(vim.list_extend(command, arguments), { '--json', '--no-start' })
  if input and input ~= '' then
    command[#command + 1] = '-'
  else
    command = vim.list_extend({ 'sh', '-c', 'exec "$@" </dev/null', 'sh' }, command)
  end
  local output = vim.fn.system(command, input ~= '' and input or nil)
  if vim.v.shell_error ~= 0 then
    return nil, vim.trim(output)
  end
  return vim.json.decode(output, { luanil = { object = true } })
end

---Asks for the parameters, one after the other, and calls back with the options that give them.
local function read_parameters(template, callback, given)
  given = given or {}
  local name = template.parameters[#given / 2 + 1]
  if not name then
    return callback(given)
  end
  visible.input({ prompt = name .. ': ', default = (template.defaults or {})[name] }, function(value)
    if value then
      vim.list_extend(given, { '--param', name .. '=' .. value })
      read_parameters(template, callback, given)
    end
  end)
end

---Asks a filled template in a new thread; its members are those of `turn/run`.
local function start(filled)
  ask.open(true, function(chat)
    chat.system_prompt = filled.systemPrompt
    chats.ask(chat, filled.input, nil, nil, { model = filled.model, options = filled.options })
  end)
end

---Asks by a template; the words and the range, if any, are its input.
function M.ask(name, words, buffer, range)
  local template, err = run { 'show', name }
  if not template then
    return notice.error(err)
  end
  local parts = { words ~= '' and words or nil }
  if range then
    parts[#parts + 1] = selection.text(buffer, range)
  end
  read_parameters(template, function(given)
    local filled, problem = run(vim.list_extend({ 'fill', name }, given), table.concat(parts, '\n\n'))
    if not filled then
      return notice.error(problem)
    end
    start(filled)
  end)
end

---Completes the names of templates.
function M.complete(typed, line, cursor)
  if line:sub(1, cursor):match('SkeinTemplate%s+%S+%s') then
    return {}
  end
  local found = run { 'list' }
  local names = vim.tbl_map(function(template)
    return template.name
  end, found and found.data or {})
  return vim.tbl_filter(function(name)
    return vim.startswith(name, typed)
  end, names)
end

return M
