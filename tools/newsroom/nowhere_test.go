package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"proximite/tools/internal/personname"
	"proximite/tools/internal/unpack"
)

// nowhere asks that words occur in no path and no byte below folders, whatever is
// compressed or encoded, in small letters or capitals, with or without accents:
//
//	nowhere 'Awa Keïta' public resources
//
// With ! in front, each word has to occur: so a script shows that it would see them.
// It looks for bare strings, without the mercy that the audit has for ordinary words.
func nowhere(ts *testscript.TestScript, neg bool, args []string) {
	wantArguments(ts, false, args, 2, 99)
	for word := range strings.FieldsSeq(args[0]) {
		places := occurrences(ts, personname.Fold(word), args[1:])
		if neg && len(places) == 0 {
			ts.Fatalf("%q occurs nowhere", word)
		}
		if !neg && len(places) > 0 {
			ts.Fatalf("%q occurs in %d files: %q", word, len(places), places[:min(len(places), 10)])
		}
	}
}

func occurrences(ts *testscript.TestScript, word string, folders []string) []string {
	var places []string
	for _, folder := range folders {
		root := ts.MkAbs(folder)
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			rel, _ := filepath.Rel(root, name)
			found := strings.Contains(personname.Fold(rel), word)
			err = unpack.Walk(filepath.ToSlash(rel), data, func(p unpack.Part) {
				found = found || strings.Contains(personname.Fold(p.Name+" "+string(p.Data)), word)
			})
			if found {
				places = append(places, folder+"/"+rel)
			}
			return err
		})
		ts.Check(err)
	}
	return places
}
