package plaintext

import "strconv"

// Kind is the type of a YAML value.
type Kind uint8

// Kinds of values.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Map
)

// Node is a YAML value and where it stands.
type Node struct {
	Kind   Kind
	Value  any     // nil, bool, int, float64 or string
	Plain  bool    // typed without quotation marks
	Items  []*Node // of a List
	Fields []Field // of a Map, in the order of the file
	Line   int
	Column int
}

// Field is one key of a map and its value.
type Field struct {
	Key    string
	Line   int
	Column int
	Value  *Node
}

// Field returns a key of a map.
func (n *Node) Field(key string) (Field, bool) {
	if n == nil {
		return Field{}, false
	}
	for _, f := range n.Fields {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}

// Get follows keys down the maps; nil when one is missing.
func (n *Node) Get(keys ...string) *Node {
	for _, k := range keys {
		f, ok := n.Field(k)
		if !ok {
			return nil
		}
		n = f.Value
	}
	return n
}

// At follows a path of keys and list indexes, as JSON Schema names places. It
// stops at the last node that exists.
func (n *Node) At(path []string) *Node {
	for _, step := range path {
		next := n.Get(step)
		if i, err := strconv.Atoi(step); err == nil && n != nil && n.Kind == List && i >= 0 && i < len(n.Items) {
			next = n.Items[i]
		}
		if next == nil {
			return n
		}
		n = next
	}
	return n
}

// Text is the string of the node, or "" when it is no string.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	s, _ := n.Value.(string)
	return s
}

// True reports whether the node is the boolean true.
func (n *Node) True() bool {
	if n == nil {
		return false
	}
	b, _ := n.Value.(bool)
	return b
}

// Children are the items of a list; a missing list has none.
func (n *Node) Children() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// Empty reports whether there is nothing: no node, no value, an empty text or list.
func (n *Node) Empty() bool {
	if n == nil {
		return true
	}
	switch n.Kind {
	case Null:
		return true
	case String:
		return n.Text() == ""
	case List:
		return len(n.Items) == 0
	case Map:
		return len(n.Fields) == 0
	}
	return false
}

// Native is the value as encoding/json would decode it, for JSON Schema.
func (n *Node) Native() any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case List:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = item.Native()
		}
		return list
	case Map:
		m := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			m[f.Key] = f.Value.Native()
		}
		return m
	}
	return n.Value
}

// Fieldset are the fields of a map; a missing map has none.
func (n *Node) Fieldset() []Field {
	if n == nil {
		return nil
	}
	return n.Fields
}
