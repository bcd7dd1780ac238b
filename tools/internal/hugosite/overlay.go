package hugosite

import (
	"fmt"
	"os"
	"path/filepath"
)

// overlayName is the folder of the overlay. To Hugo it is a theme: files of the project
// come first.
const overlayName = "newsroom"

// writeOverlay puts the files into a folder of their own and returns the folder above
// it; "" when there is nothing to write.
func writeOverlay(files map[string][]byte) (string, error) {
	if len(files) == 0 {
		return "", nil
	}
	dir, err := os.MkdirTemp("", "newsroom-*")
	if err != nil {
		return "", fmt.Errorf("write overlay: %w", err)
	}
	for name, data := range files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return dir, fmt.Errorf("write overlay: path %q leaves the project", name)
		}
		target := filepath.Join(dir, overlayName, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return dir, fmt.Errorf("write overlay: %w", err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return dir, fmt.Errorf("write overlay: %w", err)
		}
	}
	return dir, nil
}

func overlayArguments(dir string) []string {
	if dir == "" {
		return nil
	}
	return []string{"--themesDir", dir, "--theme", overlayName}
}
