---Questions with parameters, from the files that `skein template` keeps. The rules are those of
---`skein ask --template`.
local ask = require('skein.ask')
local chats = require('skein.chat')
local config = require('skein.config')
local notice = require('skein.notice')
local selection = require('skein.selection')
local visible = require('skein.visible')

local M = {}

---What `skein template …` prints as JSON; nil, with its error, when it fails.
local function run(...)
  local command = { vim.fn.expand(config.values.executable), 'template', ... }
  command[#command + 1] = '--json'
  local output = vim.fn.system(command)
  if vim.v.shell_error ~= 0 then
    return nil, vim.trim(output)
  end
  return vim.json.decode(output, { luanil = { object = true } })
end

---The text with the values in place of `{{name}}`; the first name without a value when there is one. A
---backslash before the braces keeps them.
function M.filled(body, values)
  local missing
  local result = body:gsub('(\\?)({{ *([%a_][%w_-]*) *}})', function(backslash, whole, name)
    if backslash ~= '' then
      return whole
    elseif not values[name] then
      missing = missing or name
      return whole
    end
    return values[name]
  end)
  return result, missing
end

local function mentions_input(template)
  for _, part in ipairs { template.body, template.system or '' } do
    local found = false
    part:gsub('(\\?){{ *([%a_][%w_-]*) *}}', function(backslash, name)
      found = found or backslash == '' and name == 'input'
    end)
    if found then
      return true
    end
  end
  return false
end

---Asks for the parameters without a value, one after the other.
local function complete_values(template, values, callback, index)
  index = index or 1
  local name = template.parameters[index]
  if not name then
    return callback(values)
  elseif values[name] then
    return complete_values(template, values, callback, index + 1)
  end
  visible.input({ prompt = name .. ': ' }, function(given)
    if given then
      values[name] = given
      complete_values(template, values, callback, index + 1)
    end
  end)
end

---Asks a filled template in a new thread.
local function start(template, values, input)
  if input ~= '' then
    values.input = input
  end
  local prompt, missing = M.filled(template.body, values)
  local system, missing_too = M.filled(template.system or '', values)
  if missing or missing_too then
    return notice.error(('The template %s asks for input: give words or a range.'):format(template.name))
  elseif input ~= '' and not mentions_input(template) then
    prompt = prompt == '' and input or prompt .. '\n\n' .. input
  end
  ask.open(true, function(chat)
    chat.system_prompt = system ~= '' and system or nil
    chats.ask(chat, prompt, nil, nil, { model = template.model, options = template.options })
  end)
end

---Asks by a template; the words and the range, if any, are its input.
function M.ask(name, words, buffer, range)
  local template, err = run('show', name)
  if not template then
    return notice.error(err)
  end
  local parts = { words ~= '' and words or nil }
  if range then
    parts[#parts + 1] = selection.block(
      selection.name(buffer, range), selection.text(buffer, range), selection.language(buffer))
  end
  complete_values(template, vim.deepcopy(template.defaults or {}), function(values)
    start(template, values, table.concat(parts, '\n\n'))
  end)
end

---Completes the names of templates.
function M.complete(typed, line, cursor)
  if line:sub(1, cursor):match('SkeinTemplate%s+%S+%s') then
    return {}
  end
  local found = run('list')
  local names = vim.tbl_map(function(template)
    return template.name
  end, found and found.data or {})
  return vim.tbl_filter(function(name)
    return vim.startswith(name, typed)
  end, names)
end

return M
