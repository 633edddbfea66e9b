delete from figure
