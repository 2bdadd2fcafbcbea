---The options of turns by name, as people write them: NAME=VALUE. The rules are those of `skein ask -o`.
local M = {}

---The options that skein knows; all others are passed on to the provider in `extra`.
M.names = { 'maxTokens', 'reasoningEffort', 'responseFormat', 'seed', 'stop', 'temperature', 'topP' }

---Options of providers that are not misspellings of those.
M.provider_names = {
  'best_of', 'frequency_penalty', 'logit_bias', 'logprobs', 'max_completion_tokens', 'max_new_tokens',
  'max_output_tokens', 'min_p', 'min_tokens', 'mirostat', 'mirostat_eta', 'mirostat_tau', 'n_predict', 'num_ctx',
  'num_predict', 'presence_penalty', 'repeat_last_n', 'repeat_penalty', 'repetition_penalty', 'stop_token_ids',
  'store', 'tfs_z', 'top_a', 'top_k', 'top_logprobs', 'top_n', 'typ_p', 'typical_p', 'verbosity',
}

---What skein itself sends.
local reserved = { model = true, messages = true, stream = true }

---A name in lower case, without hyphens and underscores.
local function plain(name)
  return (name:lower():gsub('[-_]', ''))
end

---How many letters have to be changed, added or removed to turn one word into the other.
local function distance(one, other)
  local row = {}
  for column = 0, #other do
    row[column] = column
  end
  for line = 1, #one do
    local diagonal = row[0]
    row[0] = line
    for column = 1, #other do
      local above = row[column]
      local cost = one:sub(line, line) == other:sub(column, column) and 0 or 1
      row[column] = math.min(above + 1, row[column - 1] + 1, diagonal + cost)
      diagonal = above
    end
  end
  return row[#other]
end

local function known(name)
  for _, names in ipairs { M.names, M.provider_names } do
    for _, each in ipairs(names) do
      if plain(each) == plain(name) then
        return each
      end
    end
  end
end

---The option of skein that is similar to an unknown name.
local function near(name)
  local best, least
  for _, each in ipairs(M.names) do
    local own = distance(plain(each), plain(name))
    -- In a short name, two wrong letters are too many.
    if own <= (#each > 5 and 2 or 1) and (not least or own < least) then
      best, least = each, own
    end
  end
  return best
end

local function json(value)
  local ok, decoded = pcall(vim.json.decode, value)
  return ok, decoded
end

local numbers = { temperature = true, topP = true }
local integers = { maxTokens = true, seed = true }

---The value of an option of skein; nil and what was expected where it is none.
local function value_of(name, value)
  if numbers[name] then
    return tonumber(value), 'a number'
  elseif integers[name] then
    local number = value:match('^-?%d+$') and tonumber(value)
    return (number and (name == 'seed' or number >= 1)) and number or nil,
      name == 'seed' and 'an integer' or 'an integer of 1 or more'
  elseif name == 'responseFormat' then
    local ok, decoded = json(value)
    return ok and type(decoded) == 'table' and decoded or nil, 'a JSON object'
  end
  return value ~= '' and value or nil, 'a text'
end

---Sets an option in a table of options, or with an empty value removes it; returns why that is
---refused, or nil.
function M.set(options, given, value)
  local name = known(given) or given
  local similar = not known(given) and near(given)
  if similar then
    return ('There is no option %s; did you mean %s?'):format(given, similar)
  elseif reserved[name] then
    return ('The option %s cannot be set, skein does that; :SkeinModel chooses the model.'):format(given)
  end
  local is_own = vim.tbl_contains(M.names, name)
  if value == '' then
    if is_own then
      options[name] = nil
    elseif options.extra then
      options.extra[name] = nil
      options.extra = next(options.extra) and options.extra or nil
    end
    return nil
  elseif not is_own then
    local ok, decoded = json(value)
    options.extra = options.extra or {}
    if ok then
      options.extra[name] = decoded
    else
      options.extra[name] = value
    end
    return nil
  end
  local parsed, expected = value_of(name, value)
  if parsed == nil then
    return ('The option %s: expected %s, not “%s”.'):format(name, expected, value)
  end
  if name == 'stop' then
    options.stop = vim.list_extend(vim.list_extend({}, options.stop or {}), { parsed })
  else
    options[name] = parsed
  end
  return nil
end

local function shown(value)
  return type(value) == 'string' and value or vim.json.encode(value)
end

---Each option that is set as NAME=VALUE.
function M.words(options)
  local words = {}
  for _, name in ipairs { 'temperature', 'topP', 'maxTokens', 'stop', 'seed', 'reasoningEffort', 'responseFormat' } do
    local value = options and options[name]
    for _, each in ipairs(name == 'stop' and value or { value }) do
      words[#words + 1] = name .. '=' .. shown(each)
    end
  end
  local extra = options and options.extra or {}
  local names = vim.tbl_keys(extra)
  table.sort(names)
  for _, name in ipairs(names) do
    words[#words + 1] = name .. '=' .. shown(extra[name])
  end
  return words
end

---Completes the names, with what is set now.
function M.complete(typed, options)
  local words = M.words(options)
  for _, name in ipairs(vim.list_extend(vim.list_extend({}, M.names), M.provider_names)) do
    words[#words + 1] = name .. '='
  end
  return vim.tbl_filter(function(word)
    return vim.startswith(word, typed)
  end, words)
end

return M
