@echo off
rem Starts CHAI Desktop on Windows: finds a Python and hands over to packaging\start.py. Not yet tested.
setlocal
set "ROOT=%~dp0"
if exist "%ROOT%.venv\Scripts\python.exe" (
    "%ROOT%.venv\Scripts\python.exe" "%ROOT%packaging\start.py" %*
    exit /b
)
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    py -3 "%ROOT%packaging\start.py" %*
    exit /b
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    python "%ROOT%packaging\start.py" %*
    exit /b
)
echo CHAI Desktop needs Python 3.11 or newer, and there is none here. 1>&2
echo Install it with:  winget install Python.Python.3.12 1>&2
exit /b 4
